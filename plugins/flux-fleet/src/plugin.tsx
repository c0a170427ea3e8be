import {
  ApiBlueprint,
  createFrontendPlugin,
  discoveryApiRef,
  fetchApiRef,
  PageBlueprint,
  PluginWrapperBlueprint,
} from '@backstage/frontend-plugin-api';
import LayersIcon from '@material-ui/icons/Layers';
import { FluxFleetClient, fluxFleetApiRef } from './api';
import {
  clusterRouteRef,
  clustersRouteRef,
  resourceRouteRef,
  rootRouteRef,
} from './routes';

const api = ApiBlueprint.make({
  params: defineParams =>
    defineParams({
      api: fluxFleetApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: ({ discoveryApi, fetchApi }) =>
        FluxFleetClient.create({ discoveryApi, fetchApi }),
    }),
});

const wrapper = PluginWrapperBlueprint.make({
  params: defineParams =>
    defineParams({
      loader: async () => {
        const { FleetQueryProvider } = await import(
          './query/FleetQueryProvider'
        );
        return { component: FleetQueryProvider };
      },
    }),
});

const page = PageBlueprint.make({
  params: {
    path: '/flux-fleet',
    title: 'Flux Fleet',
    icon: <LayersIcon fontSize="inherit" />,
    routeRef: rootRouteRef,
    loader: async () => {
      const { NfsFluxFleetPage } = await import(
        './components/FluxFleetPage/NfsFluxFleetPage'
      );
      return <NfsFluxFleetPage />;
    },
  },
});

/**
 * Flux Fleet for apps of the new frontend system: its page, its navigation item and its API client, for whoever has the
 * permission `flux-fleet.fleet.read`.
 *
 * @public
 */
export const fluxFleetPlugin = createFrontendPlugin({
  pluginId: 'flux-fleet',
  title: 'Flux Fleet',
  icon: <LayersIcon fontSize="inherit" />,
  info: { packageJson: () => import('../package.json') },
  routes: {
    root: rootRouteRef,
    resource: resourceRouteRef,
    clusters: clustersRouteRef,
    cluster: clusterRouteRef,
  },
  if: { permissions: { $contains: 'flux-fleet.fleet.read#read' } },
  extensions: [api, wrapper, page],
});
