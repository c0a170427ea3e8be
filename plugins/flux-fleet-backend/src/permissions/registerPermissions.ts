import type { PermissionsRegistryService } from '@backstage/backend-plugin-api';
import {
  fluxClusterReadPermission,
  fluxFleetReadPermission,
  fluxResourceReadPermission,
  fluxResourceReconcilePermission,
  parseResourceRef,
} from '@flux-fleet/backstage-plugin-flux-fleet-common';
import type { ClusterReader } from '../clusters/types';
import type { ResourceReader } from '../resources/types';
import { fluxClusterPermissionResourceRef } from './fluxClusterPermissionResourceRef';
import { fluxResourcePermissionResourceRef } from './fluxResourcePermissionResourceRef';
import { clusterRules } from './rules/cluster';
import { resourceRules } from './rules/resource';

/**
 * Declares the permissions of the plugin with their resource types and rules, and how a reference becomes the
 * resource that rules are applied to. Unknown and malformed references become undefined: nothing is allowed on them.
 */
export function registerPermissions(options: {
  permissionsRegistry: PermissionsRegistryService;
  clusters: ClusterReader;
  resources: ResourceReader;
}): void {
  const { permissionsRegistry, clusters, resources } = options;
  permissionsRegistry.addPermissions([fluxFleetReadPermission]);
  permissionsRegistry.addResourceType({
    resourceRef: fluxClusterPermissionResourceRef,
    permissions: [fluxClusterReadPermission],
    rules: Object.values(clusterRules),
    getResources: refs => Promise.all(refs.map(ref => clusters.get(ref))),
  });
  permissionsRegistry.addResourceType({
    resourceRef: fluxResourcePermissionResourceRef,
    permissions: [fluxResourceReadPermission, fluxResourceReconcilePermission],
    rules: Object.values(resourceRules),
    getResources: async refs => {
      const names = refs.map(parseResourceRef);
      const found = await resources.getMany(
        names.filter(name => name !== undefined),
      );
      return names.map(name => (name ? found.shift() : undefined));
    },
  });
}
