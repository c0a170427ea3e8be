import { createPermissionRule } from '@backstage/plugin-permission-node';
import { z } from 'zod';
import { fluxResourcePermissionResourceRef } from '../../fluxResourcePermissionResourceRef';

/** Leaves the resources of some kinds. */
export const isOfKind = createPermissionRule({
  name: 'IS_OF_KIND',
  description: 'Allow the resources of one of the kinds',
  resourceRef: fluxResourcePermissionResourceRef,
  paramsSchema: z.object({
    kinds: z.array(z.string()).describe('Kinds, for example HelmRelease'),
  }),
  apply: (resource, { kinds }) => kinds.includes(resource.kind),
  toQuery: ({ kinds }) => ({ field: 'kind' as const, values: kinds }),
});
