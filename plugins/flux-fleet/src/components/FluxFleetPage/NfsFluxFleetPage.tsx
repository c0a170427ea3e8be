import { Content } from '@backstage/core-components';
import { FluxFleetContent } from './FluxFleetContent';

/** The page in apps of the new frontend system, which draw the header themselves. */
export const NfsFluxFleetPage = () => (
  <main>
    <Content>
      <FluxFleetContent />
    </Content>
  </main>
);
