import { mockApis, renderInTestApp } from '@backstage/frontend-test-utils';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { signalApiRef, type SignalApi } from '@backstage/plugin-signals-react';
import type { QueryClient } from '@tanstack/react-query';
import { Route, Routes } from 'react-router-dom';
import { fluxFleetApiRef, type FluxFleetApi } from '../api';
import { FluxFleetContent } from '../components/FluxFleetPage/FluxFleetContent';
import { createQueryClient } from '../query/createQueryClient';
import { FleetQueryProvider } from '../query/FleetQueryProvider';
import { rootRouteRef } from '../routes';
import { TestSignals } from './TestSignals';

/** Renders the pages of Flux Fleet at a path, with a cache of their own, for somebody who may do everything or only read. */
export function renderFleet(options: {
  fleet: FluxFleetApi;
  path?: string;
  signals?: SignalApi;
  mayReconcile?: boolean;
}): { client: QueryClient } {
  const { fleet, path = '/flux-fleet', mayReconcile = true } = options;
  const client = createQueryClient();
  renderInTestApp(
    <FleetQueryProvider client={client}>
      <Routes>
        <Route path="/flux-fleet/*" element={<FluxFleetContent />} />
      </Routes>
    </FleetQueryProvider>,
    {
      initialRouteEntries: [path],
      mountedRoutes: { '/flux-fleet': rootRouteRef },
      apis: [
        [fluxFleetApiRef, fleet],
        [signalApiRef, options.signals ?? new TestSignals()],
        [
          permissionApiRef,
          mockApis.permission({
            authorize: mayReconcile
              ? AuthorizeResult.ALLOW
              : AuthorizeResult.DENY,
          }),
        ],
      ],
    },
  );
  return { client };
}
