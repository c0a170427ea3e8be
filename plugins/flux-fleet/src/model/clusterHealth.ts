import type {
  Cluster,
  ClusterHealthState,
  Status,
} from '@flux-fleet/backstage-plugin-flux-fleet-common';

const IN_CONTACT: ReadonlySet<ClusterHealthState> = new Set([
  'connected',
  'degraded',
  'polling',
]);

const OUT_OF_CONTACT: ReadonlySet<ClusterHealthState> = new Set([
  'unreachable',
  'unauthorized',
  'silent',
]);

/** Whether what is shown of the cluster is current. */
export function isInContact(cluster: Cluster): boolean {
  return IN_CONTACT.has(cluster.health.state);
}

/** Whether contact was lost, or never came about: its rows are what was last known. */
export function isOutOfContact(cluster: Cluster): boolean {
  return OUT_OF_CONTACT.has(cluster.health.state);
}

/** What a cluster's shape shows: the most urgent status that any of its resources has. */
export function worstStatus(cluster: Cluster): Status {
  const order: Status[] = [
    'Failed',
    'Waiting',
    'Progressing',
    'Unknown',
    'Ready',
    'Suspended',
  ];
  return (
    order.find(status => cluster.counts[status] > 0) ??
    // Nothing is known of a cluster that was never read; one that has nothing has nothing wrong.
    (isOutOfContact(cluster) ? 'Unknown' : 'Ready')
  );
}

/** Clusters by environment, both by name; clusters without one last. */
export function groupByEnvironment(
  clusters: readonly Cluster[],
): Array<{ environment: string; clusters: Cluster[] }> {
  const groups = new Map<string, Cluster[]>();
  for (const cluster of clusters) {
    const group = groups.get(cluster.environment);
    if (group) group.push(cluster);
    else groups.set(cluster.environment, [cluster]);
  }
  return [...groups]
    .map(([environment, members]) => ({
      environment,
      clusters: members.sort((a, b) => a.name.localeCompare(b.name)),
    }))
    .sort(
      (a, b) =>
        Number(a.environment === '') - Number(b.environment === '') ||
        a.environment.localeCompare(b.environment),
    );
}

/** How many resources a cluster has, that the reader may see. */
export function countResources(cluster: Pick<Cluster, 'counts'>): number {
  return Object.values(cluster.counts).reduce((sum, count) => sum + count, 0);
}

/** The shape that stands for how the connection to a cluster is, whatever its resources do. */
export function healthShape(state: ClusterHealthState): Status {
  switch (state) {
    case 'connected':
    case 'polling':
      return 'Ready';
    case 'connecting':
      return 'Progressing';
    case 'degraded':
      return 'Waiting';
    default:
      return 'Unknown';
  }
}
