import { createPermissionRule } from '@backstage/plugin-permission-node';
import { z } from 'zod';
import { fluxClusterPermissionResourceRef } from '../../fluxClusterPermissionResourceRef';

/** Leaves the clusters of some environments. */
export const hasEnvironment = createPermissionRule({
  name: 'HAS_ENVIRONMENT',
  description: 'Allow the clusters of one of the environments',
  resourceRef: fluxClusterPermissionResourceRef,
  paramsSchema: z.object({
    environments: z.array(z.string()).describe('Environments'),
  }),
  apply: (cluster, { environments }) =>
    environments.includes(cluster.environment),
  toQuery: ({ environments }) => ({
    field: 'environment' as const,
    values: environments,
  }),
});
