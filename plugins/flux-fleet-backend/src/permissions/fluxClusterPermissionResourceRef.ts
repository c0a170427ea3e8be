import { RESOURCE_TYPE_FLUX_CLUSTER } from '@flux-fleet/backstage-plugin-flux-fleet-common';
import { createPermissionResourceRef } from '@backstage/plugin-permission-node';
import type { AuthorizableCluster } from './AuthorizableCluster';
import type { ClusterCondition } from './criteria';

/**
 * Resource type of registered clusters; other modules add permission rules to it.
 *
 * @public
 */
export const fluxClusterPermissionResourceRef = createPermissionResourceRef<
  AuthorizableCluster,
  ClusterCondition
>().with({ pluginId: 'flux-fleet', resourceType: RESOURCE_TYPE_FLUX_CLUSTER });
