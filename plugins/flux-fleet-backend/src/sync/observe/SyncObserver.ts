import type { KubernetesErrorKind } from '../../kubernetes/KubernetesError';

/** One kind on one cluster. */
export interface ObservedKind {
  cluster: string;
  group: string;
  kind: string;
}

/** What the sync was doing when a request failed. */
export type SyncActivity = 'probe' | 'discovery' | 'list' | 'watch';

/** What one batch did to the rows of one cluster. */
export interface ObservedWrite {
  written: number;
  unchanged: number;
  deleted: number;
  /** Seconds between hearing of the oldest change in the batch and its commit. */
  lagSeconds: number;
}

/** Hears what the sync does; implementations must not throw, and must be cheap: they are called for every batch and watch. */
export interface SyncObserver {
  /** A complete list was read, and is in the index. */
  listed(
    of: ObservedKind,
    list: { seconds: number; objects: number; pages: number },
  ): void;
  /** A watch was opened: the server answered. */
  watchOpened(of: ObservedKind): void;
  /** A watch that was opened ended, whoever ended it. */
  watchClosed(
    of: ObservedKind,
    watch: { seconds: number; events: number },
  ): void;
  /** Something failed; of probes and discovery `group` and `kind` are missing. */
  failed(
    of: { cluster: string; group?: string; kind?: string },
    failure: { during: SyncActivity; reason: KubernetesErrorKind },
  ): void;
  /** A batch is in the database. */
  wrote(cluster: string, rows: ObservedWrite): void;
  /** This replica does not sync the kind any more: it is not served, or the cluster went to another replica. */
  forgot(of: { cluster: string; group?: string; kind?: string }): void;
}

/** Tells several observers. */
export function observers(...all: SyncObserver[]): SyncObserver {
  const tell =
    <K extends keyof SyncObserver>(event: K) =>
    (...args: Parameters<SyncObserver[K]>) =>
      all.forEach(one => (one[event] as (...a: typeof args) => void)(...args));
  return {
    listed: tell('listed'),
    watchOpened: tell('watchOpened'),
    watchClosed: tell('watchClosed'),
    failed: tell('failed'),
    wrote: tell('wrote'),
    forgot: tell('forgot'),
  };
}
