import type { FluxFleetSignal } from '@flux-fleet/backstage-plugin-flux-fleet-common';

/** What a query reads. */
export type QueryTopic =
  | 'clusters'
  | 'cluster'
  | 'resources'
  | 'summary'
  | 'resource'
  | 'events'
  | 'operation';

/**
 * Key of a query: ours, what it reads, the names of the clusters it is about (none: all of them), and what else tells
 * it apart.
 */
export type FleetQueryKey = readonly [
  'flux-fleet',
  QueryTopic,
  readonly string[],
  unknown,
];

/** Makes the key of a query. */
export function fleetKey(options: {
  topic: QueryTopic;
  clusters?: readonly string[];
  params?: unknown;
}): FleetQueryKey {
  return [
    'flux-fleet',
    options.topic,
    options.clusters ?? [],
    options.params ?? null,
  ];
}

/**
 * Whether a signal makes an answer old. Signals name clusters by their ids, queries by their names; a cluster whose
 * id is not known yet counts as changed.
 */
export function isAffected(
  key: readonly unknown[],
  signal: FluxFleetSignal,
  uidOf: (cluster: string) => string | undefined,
): boolean {
  const [owner, topic, clusters] = key as FleetQueryKey;
  if (owner !== 'flux-fleet' || topic === 'operation') return false;
  // A cluster's health decides whether its resources are stale.
  const changed = new Set([...signal.resourcesOf, ...signal.clusters]);
  if (changed.size === 0) return false;
  if (clusters.length === 0) return true;
  return clusters.some(name => {
    const uid = uidOf(name);
    return uid === undefined || changed.has(uid);
  });
}
