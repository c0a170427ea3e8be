import type { FluxResource } from '@flux-fleet/backstage-plugin-flux-fleet-common';

/** Why a resource cannot be reconciled now. */
export type ReconcileObstacle =
  | 'notReconcilable'
  | 'forbidden'
  | 'stale'
  | 'suspended';

/**
 * What keeps a resource from being reconciled, what lasts longest first; null when nothing does. Permission that is
 * not known yet is no obstacle.
 */
export function reconcileObstacle(options: {
  resource: Pick<FluxResource, 'reconcilable' | 'stale' | 'suspended'>;
  isAllowed: boolean | undefined;
}): ReconcileObstacle | null {
  const { resource, isAllowed } = options;
  if (!resource.reconcilable) return 'notReconcilable';
  if (isAllowed === false) return 'forbidden';
  if (resource.stale) return 'stale';
  return resource.suspended ? 'suspended' : null;
}
