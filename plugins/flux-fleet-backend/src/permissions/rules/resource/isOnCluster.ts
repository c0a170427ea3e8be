import { createPermissionRule } from '@backstage/plugin-permission-node';
import { z } from 'zod';
import { fluxResourcePermissionResourceRef } from '../../fluxResourcePermissionResourceRef';

/** Leaves the resources on the clusters named. */
export const isOnCluster = createPermissionRule({
  name: 'IS_CLUSTER',
  description: 'Allow the resources on the clusters with one of the names',
  resourceRef: fluxResourcePermissionResourceRef,
  paramsSchema: z.object({
    clusters: z.array(z.string()).describe('Names of clusters'),
  }),
  apply: (resource, { clusters }) => clusters.includes(resource.cluster),
  toQuery: ({ clusters }) => ({ field: 'cluster' as const, values: clusters }),
});
