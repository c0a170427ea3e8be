import { RESOURCE_TYPE_FLUX_RESOURCE } from '@flux-fleet/backstage-plugin-flux-fleet-common';
import { createPermissionResourceRef } from '@backstage/plugin-permission-node';
import type { AuthorizableResource } from './AuthorizableResource';
import type { ResourceCondition } from './criteria';

/**
 * Resource type of Flux resources; other modules add permission rules to it.
 *
 * @public
 */
export const fluxResourcePermissionResourceRef = createPermissionResourceRef<
  AuthorizableResource,
  ResourceCondition
>().with({ pluginId: 'flux-fleet', resourceType: RESOURCE_TYPE_FLUX_RESOURCE });
