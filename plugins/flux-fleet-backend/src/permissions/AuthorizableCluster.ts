import type { Cluster } from '@flux-fleet/backstage-plugin-flux-fleet-common';

/**
 * What permission rules know of a cluster.
 *
 * @public
 */
export type AuthorizableCluster = Pick<
  Cluster,
  'name' | 'environment' | 'labels'
>;
