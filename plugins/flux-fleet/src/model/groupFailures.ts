import type { FluxResource } from '@flux-fleet/backstage-plugin-flux-fleet-common';

/** Failed resources of one kind and name that fail with the same words: one problem, wherever it shows. */
export interface FailureGroup {
  kind: string;
  name: string;
  message: string;
  reason: string;
  /** At least one, in the order given. */
  resources: FluxResource[];
  /** Names of the clusters, each once. */
  clusters: string[];
  /** When the first of them failed; null when none says. */
  since: string | null;
}

/**
 * Puts the same failure on many clusters together: the ones on the most clusters first, then the most recent.
 * A message is compared as it stands: messages with digests or times in them stay apart.
 */
export function groupFailures(
  resources: readonly FluxResource[],
): FailureGroup[] {
  const groups = new Map<string, FailureGroup>();
  for (const resource of resources) {
    const { kind, name, message, reason, cluster, since } = resource;
    const key = JSON.stringify([kind, name, message]);
    const group = groups.get(key);
    if (!group) {
      groups.set(key, {
        kind,
        name,
        message,
        reason,
        resources: [resource],
        clusters: [cluster],
        since,
      });
      continue;
    }
    group.resources.push(resource);
    if (!group.clusters.includes(cluster)) group.clusters.push(cluster);
    if (since && (!group.since || Date.parse(since) < Date.parse(group.since)))
      group.since = since;
  }
  const startOf = (group: FailureGroup) =>
    group.since ? Date.parse(group.since) : 0;
  return [...groups.values()].sort(
    (a, b) =>
      b.clusters.length - a.clusters.length ||
      startOf(b) - startOf(a) ||
      a.name.localeCompare(b.name) ||
      a.kind.localeCompare(b.kind),
  );
}
