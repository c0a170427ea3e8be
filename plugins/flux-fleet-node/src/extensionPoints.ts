import { createExtensionPoint } from '@backstage/backend-plugin-api';
import type { ClusterSource } from './ClusterSource';

/**
 * Lets modules of the `flux-fleet` plugin add sources of clusters.
 *
 * @public
 */
export interface FluxFleetClusterSourcesExtensionPoint {
  /** Throws ConflictError when a source with the same id was added already. */
  addClusterSource(source: ClusterSource): void;
}

/**
 * The extension point through which modules add sources of clusters.
 *
 * @public
 */
export const fluxFleetClusterSourcesExtensionPoint =
  createExtensionPoint<FluxFleetClusterSourcesExtensionPoint>({
    id: 'flux-fleet.cluster-sources',
  });
