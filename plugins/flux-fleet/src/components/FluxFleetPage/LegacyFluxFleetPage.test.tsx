import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import {
  renderInTestApp,
  TestApiProvider,
  withLogCollector,
} from '@backstage/test-utils';
import { InMemoryFleet } from '../../__testUtils__/InMemoryFleet';
import { fluxFleetApiRef } from '../../api';
import { rootRouteRef } from '../../routes';
import { LegacyFluxFleetPage } from './LegacyFluxFleetPage';

describe('LegacyFluxFleetPage', () => {
  it('asks for nothing and shows nothing to somebody who may not see the fleet', async () => {
    const fleet = new InMemoryFleet();
    const open = () =>
      renderInTestApp(
        <TestApiProvider
          apis={[
            [fluxFleetApiRef, fleet],
            [
              permissionApiRef,
              { authorize: async () => ({ result: AuthorizeResult.DENY }) },
            ],
          ]}
        >
          <LegacyFluxFleetPage />
        </TestApiProvider>,
        { mountedRoutes: { '/flux-fleet': rootRouteRef } },
      );
    await withLogCollector(['error'], async () => {
      // What the app of the tests does where a real one shows its page for what is not there.
      await expect(open()).rejects.toThrow('Reached NotFound Page');
    });
    expect(fleet.listed).toEqual([]);
  });
});
