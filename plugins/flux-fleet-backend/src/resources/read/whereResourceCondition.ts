import type { Knex } from 'knex';
import type { ResourceCondition } from '../../permissions/criteria';
import { whereLabel } from '../../database/whereLabel';
import { whereCluster } from './whereCluster';

/** Leaves the rows that meet a condition; `r` is the table of resources. */
export function whereResourceCondition(
  knex: Knex,
  query: Knex.QueryBuilder,
  condition: ResourceCondition,
): void {
  switch (condition.field) {
    case 'cluster':
      query.whereIn('r.cluster', condition.values);
      break;
    case 'environment':
      whereCluster(knex, query, clusters =>
        clusters.whereIn('of.environment', condition.values),
      );
      break;
    case 'namespace':
      query.whereIn('r.namespace', condition.values);
      break;
    case 'kind':
      query.whereIn('r.kind', condition.values);
      break;
    case 'clusterLabel':
      whereCluster(knex, query, clusters =>
        whereLabel(knex, clusters, 'of.labels', condition),
      );
      break;
    case 'label':
      whereLabel(knex, query, 'r.labels', condition);
      break;
    default:
      // A condition nobody knows must never widen what is shown.
      query.whereRaw('1 = 0');
  }
}
