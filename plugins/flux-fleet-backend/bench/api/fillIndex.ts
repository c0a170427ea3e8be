import type { Knex } from 'knex';
import { databaseRow } from '../../src/resources/write/databaseRow';
import { worldClusters, worldRows } from './worldRows';

/** Knex writes SQLite's inserts as a compound select, which has at most 500 terms. */
const ROWS_PER_INSERT = 200;

/** Fills an empty index, cluster by cluster as a sync does. Answers how many rows it has. */
export async function fillIndex(
  knex: Knex,
  options: { clusters: number; resources: number },
): Promise<number> {
  const now = new Date().toISOString();
  const clusters = worldClusters(options.clusters);
  for (const [number, cluster] of clusters.entries()) {
    const rows = worldRows(cluster, {
      count: options.resources,
      seed: number + 2,
    });
    await knex.transaction(async trx => {
      await trx('clusters').insert({
        ...cluster,
        labels: JSON.stringify(cluster.labels),
        uid: `cluster-${number}`,
        title: cluster.name,
        source: 'bench',
        version: 1,
        registered_at: now,
      });
      await trx('cluster_health').insert({
        cluster: cluster.name,
        state: 'connected',
        message: '',
        since: now,
        unreadable_kinds: '[]',
        last_synced_at: now,
      });
      await trx.batchInsert(
        'resources',
        rows.map(row => databaseRow(row)),
        ROWS_PER_INSERT,
      );
    });
  }
  return options.clusters * options.resources;
}
