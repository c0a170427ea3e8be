import { createPermissionRule } from '@backstage/plugin-permission-node';
import { z } from 'zod';
import { fluxClusterPermissionResourceRef } from '../../fluxClusterPermissionResourceRef';

/** Leaves the clusters named. */
export const isCluster = createPermissionRule({
  name: 'IS_CLUSTER',
  description: 'Allow the clusters with one of the names',
  resourceRef: fluxClusterPermissionResourceRef,
  paramsSchema: z.object({
    clusters: z.array(z.string()).describe('Names of clusters'),
  }),
  apply: (cluster, { clusters }) => clusters.includes(cluster.name),
  toQuery: ({ clusters }) => ({ field: 'cluster' as const, values: clusters }),
});
