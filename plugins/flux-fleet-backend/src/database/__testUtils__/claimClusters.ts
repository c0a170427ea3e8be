import type { Knex } from 'knex';
import type { Claim } from '../../clusters/Claim';
import { ClusterStore } from '../../clusters/ClusterStore';
import { ClaimStore } from '../../sync/claims/ClaimStore';

/** Registers clusters and claims them for a replica, as the sync would. */
export async function claimClusters(
  knex: Knex,
  clusters: string[],
  replica = 'replica',
): Promise<Claim[]> {
  const registrations = ClusterStore.create({ knex });
  for (const name of clusters) {
    await registrations.insert({ name, environment: 'dev' }, 'config');
  }
  const store = ClaimStore.create({ knex });
  await store.renew(replica, 3_600_000);
  await store.offer(clusters);
  return store.take({ replica, clusters, limit: clusters.length });
}
