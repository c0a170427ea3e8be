import {
  STATUSES,
  type FluxResource,
  type UnreadableKind,
} from '@flux-fleet/backstage-plugin-flux-fleet-common';
import type { Knex } from 'knex';

/** A cluster for a test; what is missing is made up. */
export interface SeedCluster {
  name: string;
  environment?: string;
  labels?: Record<string, string>;
  staleSince?: string;
  unreadableKinds?: Array<Omit<UnreadableKind, 'since'> & { since?: string }>;
}

/** A resource for a test; what is missing is made up. */
export type SeedResource = Pick<FluxResource, 'cluster' | 'name'> &
  Partial<FluxResource>;

/** Writes clusters and resources as the sync would, for tests that read them. */
export async function seedIndex(
  knex: Knex,
  seed: { clusters: SeedCluster[]; resources: SeedResource[] },
): Promise<void> {
  const now = '2026-05-01T10:00:00.000Z';
  for (const cluster of seed.clusters) {
    await knex('clusters').insert({
      name: cluster.name,
      uid: `uid-${cluster.name}`,
      title: cluster.name,
      environment: cluster.environment ?? 'dev',
      labels: JSON.stringify(cluster.labels ?? {}),
      source: 'test',
      version: 1,
      registered_at: now,
    });
    await knex('cluster_health').insert({
      cluster: cluster.name,
      state: cluster.staleSince ? 'unreachable' : 'connected',
      message: '',
      since: now,
      stale_since: cluster.staleSince ?? null,
      unreadable_kinds: JSON.stringify(cluster.unreadableKinds ?? []),
    });
  }
  const rows = seed.resources.map(resource => {
    const status = resource.status ?? 'Ready';
    const namespace = resource.namespace ?? 'apps';
    const kind = resource.kind ?? 'Kustomization';
    return {
      cluster: resource.cluster,
      api_group: resource.group ?? 'kustomize.toolkit.fluxcd.io',
      kind,
      namespace,
      name: resource.name,
      version: resource.version ?? 'v1',
      uid: resource.uid ?? 'u',
      digest: 'd',
      status,
      urgency: STATUSES.indexOf(status),
      reason: resource.reason ?? '',
      message: resource.message ?? '',
      since: resource.since ?? '',
      reconciling_since: resource.reconcilingSince ?? null,
      suspended: resource.suspended ?? status === 'Suspended',
      readiness: resource.readiness ?? null,
      retrying: resource.retrying ?? false,
      reconcilable: resource.reconcilable ?? true,
      revision: resource.revision ?? '',
      short_revision: resource.shortRevision ?? '',
      source_kind: resource.source?.kind ?? null,
      source_namespace: resource.source?.namespace ?? null,
      source_name: resource.source?.name ?? null,
      labels: JSON.stringify(resource.labels ?? {}),
      last_reconciled_at: resource.lastReconciledAt ?? '',
      search: [
        resource.name,
        namespace,
        resource.cluster,
        kind,
        resource.revision ?? '',
        resource.message ?? '',
      ]
        .join('\n')
        .toLowerCase(),
    };
  });
  await knex.batchInsert('resources', rows, 30);
}
