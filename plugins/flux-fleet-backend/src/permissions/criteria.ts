import type { PermissionCriteria } from '@backstage/plugin-permission-common';

/**
 * What a permission rule says about clusters, as a condition that a store can put into its query.
 *
 * @public
 */
export type ClusterCondition =
  | { field: 'cluster'; values: string[] }
  | { field: 'environment'; values: string[] }
  /** A label of the cluster; any value when `value` is missing. */
  | { field: 'clusterLabel'; key: string; value?: string };

/**
 * What a permission rule says about resources, as a condition that a store can put into its query.
 *
 * @public
 */
export type ResourceCondition =
  | ClusterCondition
  | { field: 'namespace'; values: string[] }
  | { field: 'kind'; values: string[] }
  /** A label of the resource; any value when `value` is missing. */
  | { field: 'label'; key: string; value?: string };

/** Which clusters a reader may see: all, none, or those that the criteria leave. */
export type ClusterScope = Scope<ClusterCondition>;

/** Which resources a reader may see: all, none, or those that the criteria leave. */
export type ResourceScope = Scope<ResourceCondition>;

/** What a permission decision leaves to read. */
export type Scope<TCondition> = 'all' | 'none' | PermissionCriteria<TCondition>;
