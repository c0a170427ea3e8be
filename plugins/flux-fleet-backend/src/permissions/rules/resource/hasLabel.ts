import { createPermissionRule } from '@backstage/plugin-permission-node';
import { z } from 'zod';
import { fluxResourcePermissionResourceRef } from '../../fluxResourcePermissionResourceRef';
import { hasLabelPair } from '../hasLabelPair';
/** Leaves the resources with a label. */
export const hasLabel = createPermissionRule({
  name: 'HAS_LABEL',
  description: 'Allow the resources that carry a label',
  resourceRef: fluxResourcePermissionResourceRef,
  paramsSchema: z.object({
    key: z.string().describe('Key of the label'),
    value: z.string().optional().describe('Its value; any when missing'),
  }),
  apply: (resource, pair) => hasLabelPair(resource.labels, pair),
  toQuery: pair => ({ field: 'label' as const, ...pair }),
});
