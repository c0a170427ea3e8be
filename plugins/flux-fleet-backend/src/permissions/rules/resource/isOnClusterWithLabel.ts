import { createPermissionRule } from '@backstage/plugin-permission-node';
import { z } from 'zod';
import { fluxResourcePermissionResourceRef } from '../../fluxResourcePermissionResourceRef';
import { hasLabelPair } from '../hasLabelPair';
/** Leaves the resources on clusters with a label. */
export const isOnClusterWithLabel = createPermissionRule({
  name: 'HAS_CLUSTER_LABEL',
  description: 'Allow the resources on clusters that carry a label',
  resourceRef: fluxResourcePermissionResourceRef,
  paramsSchema: z.object({
    key: z.string().describe('Key of the label'),
    value: z.string().optional().describe('Its value; any when missing'),
  }),
  apply: (resource, pair) => hasLabelPair(resource.clusterLabels, pair),
  toQuery: pair => ({ field: 'clusterLabel' as const, ...pair }),
});
