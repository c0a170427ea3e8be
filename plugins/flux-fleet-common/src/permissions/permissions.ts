import { createPermission } from '@backstage/plugin-permission-common';

/**
 * Resource type of a registered cluster; its resource reference is the cluster's name.
 *
 * @public
 */
export const RESOURCE_TYPE_FLUX_CLUSTER = 'flux-cluster';

/**
 * Resource type of a Flux resource; see {@link stringifyResourceRef} for its resource reference.
 *
 * @public
 */
export const RESOURCE_TYPE_FLUX_RESOURCE = 'flux-resource';

/**
 * To see Flux Fleet at all: its pages and navigation. What they show needs the read permissions beside it.
 *
 * @public
 */
export const fluxFleetReadPermission = createPermission({
  name: 'flux-fleet.fleet.read',
  attributes: { action: 'read' },
});

/**
 * To see a cluster, its health and versions.
 *
 * @public
 */
export const fluxClusterReadPermission = createPermission({
  name: 'flux-fleet.cluster.read',
  attributes: { action: 'read' },
  resourceType: RESOURCE_TYPE_FLUX_CLUSTER,
});

/**
 * To see a Flux resource, its object and its events.
 *
 * @public
 */
export const fluxResourceReadPermission = createPermission({
  name: 'flux-fleet.resource.read',
  attributes: { action: 'read' },
  resourceType: RESOURCE_TYPE_FLUX_RESOURCE,
});

/**
 * To have a Flux resource reconciled.
 *
 * @public
 */
export const fluxResourceReconcilePermission = createPermission({
  name: 'flux-fleet.resource.reconcile',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_FLUX_RESOURCE,
});

/**
 * Every permission of Flux Fleet.
 *
 * @public
 */
export const fluxFleetPermissions = [
  fluxFleetReadPermission,
  fluxClusterReadPermission,
  fluxResourceReadPermission,
  fluxResourceReconcilePermission,
];
