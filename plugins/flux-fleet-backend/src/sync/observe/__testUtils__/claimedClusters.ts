import type { Knex } from 'knex';
import type { Claim } from '../../../clusters/Claim';

/** Registers clusters and has them claimed. */
export async function claimedClusters(
  knex: Knex,
  claims: Claim[],
): Promise<void> {
  for (const { cluster, replica, fence } of claims) {
    await knex('clusters').insert({
      name: cluster,
      uid: `uid-${cluster}`,
      title: cluster,
      environment: 'prod',
      labels: '{}',
      source: 'config',
      version: 1,
      registered_at: '2026-01-01T00:00:00.000Z',
    });
    await knex('cluster_health').insert({
      cluster,
      state: 'connected',
      message: '',
      since: '2026-01-01T00:00:00.000Z',
      unreadable_kinds: '[]',
    });
    await knex('cluster_claims').insert({ cluster, replica, fence });
  }
}
