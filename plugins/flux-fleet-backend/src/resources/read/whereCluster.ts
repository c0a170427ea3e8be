import type { Knex } from 'knex';

/**
 * Leaves the resources of some clusters. The clusters are found by themselves, so that no query over the index has to join
 * them with every row.
 */
export function whereCluster(
  knex: Knex,
  query: Knex.QueryBuilder,
  condition: (clusters: Knex.QueryBuilder) => void,
): void {
  const clusters = knex('clusters as of').select('of.name');
  condition(clusters);
  query.whereIn('r.cluster', clusters);
}
