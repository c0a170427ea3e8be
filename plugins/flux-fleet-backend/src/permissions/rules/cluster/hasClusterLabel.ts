import { createPermissionRule } from '@backstage/plugin-permission-node';
import { z } from 'zod';
import { fluxClusterPermissionResourceRef } from '../../fluxClusterPermissionResourceRef';
import { hasLabelPair } from '../hasLabelPair';
/** Leaves the clusters with a label. */
export const hasClusterLabel = createPermissionRule({
  name: 'HAS_CLUSTER_LABEL',
  description: 'Allow the clusters that carry a label',
  resourceRef: fluxClusterPermissionResourceRef,
  paramsSchema: z.object({
    key: z.string().describe('Key of the label'),
    value: z.string().optional().describe('Its value; any when missing'),
  }),
  apply: (cluster, pair) => hasLabelPair(cluster.labels, pair),
  toQuery: pair => ({ field: 'clusterLabel' as const, ...pair }),
});
