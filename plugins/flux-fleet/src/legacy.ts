/**
 * Flux Fleet for apps of the old frontend system.
 *
 * @packageDocumentation
 */
import {
  createApiFactory,
  createPlugin,
  createRoutableExtension,
  discoveryApiRef,
  fetchApiRef,
} from '@backstage/core-plugin-api';
import { FluxFleetClient, fluxFleetApiRef } from './api';
import {
  clusterRouteRef,
  clustersRouteRef,
  resourceRouteRef,
  rootRouteRef,
} from './routes';

/**
 * Flux Fleet for apps of the old frontend system: its API client and routes.
 *
 * @public
 */
export const fluxFleetPlugin = createPlugin({
  id: 'flux-fleet',
  routes: {
    root: rootRouteRef,
    resource: resourceRouteRef,
    clusters: clustersRouteRef,
    cluster: clusterRouteRef,
  },
  apis: [
    createApiFactory({
      api: fluxFleetApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: ({ discoveryApi, fetchApi }) =>
        FluxFleetClient.create({ discoveryApi, fetchApi }),
    }),
  ],
});

/**
 * The page, with a header of its own, for a `Route` at `/flux-fleet`.
 *
 * @public
 */
export const FluxFleetPage = fluxFleetPlugin.provide(
  createRoutableExtension({
    name: 'FluxFleetPage',
    component: () =>
      import('./components/FluxFleetPage/LegacyFluxFleetPage').then(
        m => m.LegacyFluxFleetPage,
      ),
    mountPoint: rootRouteRef,
  }),
);

export { fluxFleetApiRef };
export type { FluxFleetApi, ListResourcesRequest, ReadOptions } from './api';
