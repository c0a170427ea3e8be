export type { AuthorizableCluster } from './AuthorizableCluster';
export type { AuthorizableResource } from './AuthorizableResource';
export * from './conditions';
export type { ClusterCondition, ResourceCondition } from './criteria';
export { fluxClusterPermissionResourceRef } from './fluxClusterPermissionResourceRef';
export { fluxResourcePermissionResourceRef } from './fluxResourcePermissionResourceRef';
