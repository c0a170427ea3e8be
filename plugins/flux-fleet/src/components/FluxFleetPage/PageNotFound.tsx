import { useRouteRef } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { rootRouteRef } from '../../routes';
import { fluxFleetTranslationRef } from '../../translation';
import { Panel } from '../common/Panel';
import { TextLink } from '../common/TextLink';

/** For addresses below Flux Fleet that lead nowhere. */
export const PageNotFound = () => {
  const { t } = useTranslationRef(fluxFleetTranslationRef);
  const root = useRouteRef(rootRouteRef)();
  return (
    <Panel title={t('page.notFound')} level={2}>
      <p>{t('page.notFoundBody')}</p>
      <TextLink to={{ pathname: root }}>{t('page.toFleet')}</TextLink>
    </Panel>
  );
};
