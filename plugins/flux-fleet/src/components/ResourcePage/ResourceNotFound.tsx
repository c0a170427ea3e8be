import { useRouteRef } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { ResourceName } from '@flux-fleet/backstage-plugin-flux-fleet-common';
import { searchFor } from '../../model/fleetView';
import { rootRouteRef } from '../../routes';
import { fluxFleetTranslationRef } from '../../translation';
import { Panel } from '../common/Panel';
import { TextLink } from '../common/TextLink';

/** Says what may have become of a resource, and where to look for it. */
export const ResourceNotFound = (props: { name: ResourceName }) => {
  const { cluster, kind, namespace, name } = props.name;
  const { t } = useTranslationRef(fluxFleetTranslationRef);
  const root = useRouteRef(rootRouteRef)();
  return (
    <Panel title={t('resource.notFound.title')} level={2}>
      <p>{t('resource.notFound.body', { cluster, kind, namespace, name })}</p>
      <TextLink to={{ pathname: root, search: searchFor({ q: name }) }}>
        {t('resource.notFound.similar', { name })}
      </TextLink>
    </Panel>
  );
};
