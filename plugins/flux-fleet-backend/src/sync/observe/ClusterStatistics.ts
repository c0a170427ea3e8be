import type {
  ClusterKindSync,
  ClusterSync,
  SyncError,
} from '@flux-fleet/backstage-plugin-flux-fleet-common';
import type { KubernetesErrorKind } from '../../kubernetes/KubernetesError';
import type {
  ObservedKind,
  ObservedWrite,
  SyncActivity,
  SyncObserver,
} from './SyncObserver';
import { SyncWindow } from './SyncWindow';

/** Flux has about twenty kinds; what is beyond this is not told of. */
const KINDS_KEPT = 100;

/** What is told of a cluster, but for who tells it and when. */
export type ClusterStatisticsSnapshot = Omit<
  ClusterSync,
  'replica' | 'reportedAt'
>;

interface KnownCluster {
  since: number;
  heardAt: number;
  /** Another one after what people should soon see; watches that end and are opened again as planned do not count. */
  revision: number;
  window: SyncWindow;
  lastError: SyncError | null;
  kinds: Map<string, ClusterKindSync>;
}

function timeOf(at: number): string {
  return new Date(at).toISOString();
}

/** A place that a watch lost is not a failure: what follows is a list, which is counted. */
function isOrdinary(failure: {
  during: SyncActivity;
  reason: KubernetesErrorKind;
}): boolean {
  return failure.during === 'watch' && failure.reason === 'expired';
}

/** Keeps in memory how the sync of each cluster of this replica goes; bounded per cluster, whatever the cluster does. */
export class ClusterStatistics implements SyncObserver {
  readonly #now: () => number;
  readonly #clusters = new Map<string, KnownCluster>();
  #revision = 0;

  /** `now`: milliseconds since 1970, the system's clock when left out. */
  static create(options: { now?: () => number } = {}): ClusterStatistics {
    return new ClusterStatistics(options.now ?? Date.now);
  }

  private constructor(now: () => number) {
    this.#now = now;
  }

  listed(of: ObservedKind, list: { seconds: number; objects: number }): void {
    this.#change(of.cluster, (cluster, at) => {
      const kind = this.#kind(cluster, of);
      if (!kind) return;
      if (kind.lastListedAt !== null) cluster.window.relisted(at);
      kind.objects = list.objects;
      kind.listSeconds = list.seconds;
      kind.lastListedAt = timeOf(at);
      kind.state = kind.watchingSince === null ? 'resuming' : 'watching';
    });
  }

  watchOpened(of: ObservedKind): void {
    const cluster = this.#cluster(of.cluster);
    const kind = this.#kind(cluster, of);
    if (!kind) return;
    const hasRecovered = kind.state === 'failed';
    kind.state = 'watching';
    kind.watchingSince = timeOf(cluster.heardAt);
    if (hasRecovered) this.#touch(cluster);
  }

  watchClosed(of: ObservedKind, watch: { events: number }): void {
    const kind = this.#kind(this.#cluster(of.cluster), of);
    if (!kind) return;
    kind.watchingSince = null;
    kind.events += watch.events;
    if (kind.state === 'watching') kind.state = 'resuming';
  }

  failed(
    of: { cluster: string; group?: string; kind?: string },
    failure: { during: SyncActivity; reason: KubernetesErrorKind },
  ): void {
    if (isOrdinary(failure)) return;
    this.#change(of.cluster, (cluster, at) => {
      const error: SyncError = { ...failure, at: timeOf(at) };
      cluster.window.failed(at, failure.reason);
      const { group, kind: name } = of;
      if (group === undefined || name === undefined) {
        cluster.lastError = error;
        return;
      }
      const kind = this.#kind(cluster, { group, kind: name });
      if (!kind) return;
      kind.state = 'failed';
      kind.lastError = error;
    });
  }

  wrote(name: string, rows: ObservedWrite): void {
    const cluster = this.#cluster(name);
    cluster.window.wrote(cluster.heardAt, rows);
    if (rows.written + rows.deleted > 0) this.#touch(cluster);
  }

  forgot(of: { cluster: string; group?: string; kind?: string }): void {
    const { group, kind } = of;
    if (group === undefined || kind === undefined) {
      this.#clusters.delete(of.cluster);
      return;
    }
    const cluster = this.#clusters.get(of.cluster);
    if (cluster?.kinds.delete(`${group}/${kind}`)) this.#touch(cluster);
  }

  /** The clusters that something was heard of, each with its revision and when it was heard of last (milliseconds since 1970). */
  clusters(): Array<{ cluster: string; revision: number; heardAt: number }> {
    return [...this.#clusters].map(([cluster, { revision, heardAt }]) => ({
      cluster,
      revision,
      heardAt,
    }));
  }

  /** How the sync of a cluster goes now; undefined when nothing was heard of it. */
  snapshot(name: string): ClusterStatisticsSnapshot | undefined {
    const cluster = this.#clusters.get(name);
    if (!cluster) return undefined;
    return {
      syncingSince: timeOf(cluster.since),
      ...cluster.window.sums(this.#now()),
      lastError: cluster.lastError,
      kinds: [...cluster.kinds.values()]
        .map(kind => ({ ...kind }))
        .sort(
          (a, b) =>
            a.group.localeCompare(b.group) || a.kind.localeCompare(b.kind),
        ),
    };
  }

  #change(
    name: string,
    change: (cluster: KnownCluster, at: number) => void,
  ): void {
    const cluster = this.#cluster(name);
    change(cluster, cluster.heardAt);
    this.#touch(cluster);
  }

  #touch(cluster: KnownCluster): void {
    cluster.revision = ++this.#revision;
  }

  #cluster(name: string): KnownCluster {
    const at = this.#now();
    const known = this.#clusters.get(name);
    if (known) {
      known.heardAt = at;
      return known;
    }
    const cluster: KnownCluster = {
      since: at,
      heardAt: at,
      revision: ++this.#revision,
      window: new SyncWindow(),
      lastError: null,
      kinds: new Map(),
    };
    this.#clusters.set(name, cluster);
    return cluster;
  }

  /** Undefined when there are too many kinds already. */
  #kind(
    cluster: KnownCluster,
    of: { group: string; kind: string },
  ): ClusterKindSync | undefined {
    const { group, kind } = of;
    const key = `${group}/${kind}`;
    const known = cluster.kinds.get(key);
    if (known || cluster.kinds.size >= KINDS_KEPT) return known;
    const made: ClusterKindSync = {
      group,
      kind,
      state: 'resuming',
      objects: null,
      lastListedAt: null,
      listSeconds: null,
      watchingSince: null,
      events: 0,
      lastError: null,
    };
    cluster.kinds.set(key, made);
    return made;
  }
}
