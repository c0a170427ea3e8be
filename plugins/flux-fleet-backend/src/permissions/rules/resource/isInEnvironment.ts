import { createPermissionRule } from '@backstage/plugin-permission-node';
import { z } from 'zod';
import { fluxResourcePermissionResourceRef } from '../../fluxResourcePermissionResourceRef';

/** Leaves the resources on clusters of some environments. */
export const isInEnvironment = createPermissionRule({
  name: 'HAS_ENVIRONMENT',
  description: 'Allow the resources on clusters of one of the environments',
  resourceRef: fluxResourcePermissionResourceRef,
  paramsSchema: z.object({
    environments: z.array(z.string()).describe('Environments'),
  }),
  apply: (resource, { environments }) =>
    environments.includes(resource.environment),
  toQuery: ({ environments }) => ({
    field: 'environment' as const,
    values: environments,
  }),
});
