import { createRouteRef, createSubRouteRef } from '@backstage/core-plugin-api';

/**
 * The fleet: `/flux-fleet`, unless the app mounts it elsewhere.
 *
 * @public
 */
export const rootRouteRef = createRouteRef({ id: 'flux-fleet' });

/**
 * The page of one resource.
 *
 * @public
 */
export const resourceRouteRef = createSubRouteRef({
  id: 'flux-fleet:resource',
  parent: rootRouteRef,
  path: '/resources/:cluster/:group/:kind/:namespace/:name',
});

/**
 * The table of the clusters.
 *
 * @public
 */
export const clustersRouteRef = createSubRouteRef({
  id: 'flux-fleet:clusters',
  parent: rootRouteRef,
  path: '/clusters',
});

/**
 * The page of one cluster.
 *
 * @public
 */
export const clusterRouteRef = createSubRouteRef({
  id: 'flux-fleet:cluster',
  parent: rootRouteRef,
  path: '/clusters/:cluster',
});
