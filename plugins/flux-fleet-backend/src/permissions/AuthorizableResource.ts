import type { FluxResource } from '@flux-fleet/backstage-plugin-flux-fleet-common';

/**
 * What permission rules know of a resource: its row in the index, and the labels of its cluster.
 *
 * @public
 */
export interface AuthorizableResource extends FluxResource {
  clusterLabels: Record<string, string>;
}
