import { useRouteRef } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { ResourceName } from '@flux-fleet/backstage-plugin-flux-fleet-common';
import { useLocation } from 'react-router-dom';
import { searchFor } from '../../model/fleetView';
import { rootRouteRef } from '../../routes';
import { fluxFleetTranslationRef } from '../../translation';
import { BreadcrumbList } from '../common/BreadcrumbList';
import type { ResourceLinkState } from '../common/ResourceLink';
import { TextLink } from '../common/TextLink';

/** The way back: to the rows somebody came from, and to everything on the cluster. */
export const Breadcrumbs = (props: { name: ResourceName }) => {
  const { cluster, namespace, name } = props.name;
  const { t } = useTranslationRef(fluxFleetTranslationRef);
  const root = useRouteRef(rootRouteRef)();
  const state = useLocation().state as ResourceLinkState | null;
  return (
    <BreadcrumbList>
      <li>
        <TextLink to={{ pathname: root, search: state?.fleetSearch ?? '' }}>
          {t('resource.back')}
        </TextLink>
      </li>
      <li>
        <TextLink
          to={{ pathname: root, search: searchFor({ cluster: [cluster] }) }}
        >
          {cluster}
        </TextLink>
      </li>
      <li>
        <TextLink
          to={{
            pathname: root,
            search: searchFor({
              cluster: [cluster],
              namespace: [namespace],
            }),
          }}
        >
          {namespace}
        </TextLink>
      </li>
      <li aria-current="page">{name}</li>
    </BreadcrumbList>
  );
};
