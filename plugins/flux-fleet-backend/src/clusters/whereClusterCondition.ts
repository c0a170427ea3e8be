import type { Knex } from 'knex';
import type { ClusterCondition } from '../permissions/criteria';
import { whereLabel } from '../database/whereLabel';

/** Leaves the rows that meet a condition; `c` is the table of clusters. */
export function whereClusterCondition(
  knex: Knex,
  query: Knex.QueryBuilder,
  condition: ClusterCondition,
): void {
  switch (condition.field) {
    case 'cluster':
      query.whereIn('c.name', condition.values);
      break;
    case 'environment':
      query.whereIn('c.environment', condition.values);
      break;
    case 'clusterLabel':
      whereLabel(knex, query, 'c.labels', condition);
      break;
    default:
      // A condition nobody knows must never widen what is shown.
      query.whereRaw('1 = 0');
  }
}
