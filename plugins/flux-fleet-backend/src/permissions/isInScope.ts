import {
  isAndCriteria,
  isNotCriteria,
  isOrCriteria,
} from '@backstage/plugin-permission-node';
import type { PermissionCriteria } from '@backstage/plugin-permission-common';
import type { AuthorizableCluster } from './AuthorizableCluster';
import type { ClusterCondition, ClusterScope } from './criteria';
import { hasLabelPair } from './rules/hasLabelPair';

function meets(
  cluster: AuthorizableCluster,
  criteria: PermissionCriteria<ClusterCondition>,
): boolean {
  if (isAndCriteria(criteria)) {
    return criteria.allOf.every(child => meets(cluster, child));
  }
  if (isOrCriteria(criteria)) {
    return criteria.anyOf.some(child => meets(cluster, child));
  }
  if (isNotCriteria(criteria)) return !meets(cluster, criteria.not);
  switch (criteria.field) {
    case 'cluster':
      return criteria.values.includes(cluster.name);
    case 'environment':
      return criteria.values.includes(cluster.environment);
    default:
      return hasLabelPair(cluster.labels, criteria);
  }
}

/** Whether a cluster is among those that a scope leaves: the same rule as in a store's query, for one that is loaded. */
export function isInScope(
  cluster: AuthorizableCluster,
  scope: ClusterScope,
): boolean {
  if (scope === 'all') return true;
  return scope === 'none' ? false : meets(cluster, scope);
}
