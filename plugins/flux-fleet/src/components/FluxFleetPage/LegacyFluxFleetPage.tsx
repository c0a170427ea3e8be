import { Content, Header, Page } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { RequirePermission } from '@backstage/plugin-permission-react';
import { fluxFleetReadPermission } from '@flux-fleet/backstage-plugin-flux-fleet-common';
import { FleetQueryProvider } from '../../query/FleetQueryProvider';
import { fluxFleetTranslationRef } from '../../translation';
import { FluxFleetContent } from './FluxFleetContent';

/** The page in apps of the old frontend system, with a header and a cache of its own. */
export const LegacyFluxFleetPage = () => {
  const { t } = useTranslationRef(fluxFleetTranslationRef);
  return (
    <RequirePermission permission={fluxFleetReadPermission}>
      <FleetQueryProvider>
        <Page themeId="tool">
          <Header title={t('title')} subtitle={t('subtitle')} />
          <Content>
            <FluxFleetContent />
          </Content>
        </Page>
      </FleetQueryProvider>
    </RequirePermission>
  );
};
