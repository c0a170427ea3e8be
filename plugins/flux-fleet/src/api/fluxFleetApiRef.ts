import { createApiRef } from '@backstage/frontend-plugin-api';
import type { FluxFleetApi } from './FluxFleetApi';

/**
 * The client of the Flux Fleet backend.
 *
 * @public
 */
export const fluxFleetApiRef = createApiRef<FluxFleetApi>().with({
  id: 'plugin.flux-fleet.api',
  pluginId: 'flux-fleet',
});
