import type {
  ClusterKindSync,
  ClusterSync,
} from '@flux-fleet/backstage-plugin-flux-fleet-common';

/** A time so many seconds ago. */
export function ago(seconds: number): string {
  return new Date(Date.now() - seconds * 1000).toISOString();
}

/** A kind that is watched, with what a test changes about it. */
export function aKindSync(
  change: Partial<ClusterKindSync> = {},
): ClusterKindSync {
  return {
    group: 'helm.toolkit.fluxcd.io',
    kind: 'HelmRelease',
    state: 'watching',
    objects: 1200,
    lastListedAt: ago(7205),
    listSeconds: 0.25,
    watchingSince: ago(185),
    events: 12,
    lastError: null,
    ...change,
  };
}

/** A sync without trouble, with what a test changes about it. */
export function aSync(change: Partial<ClusterSync> = {}): ClusterSync {
  return {
    reportedAt: ago(10),
    lagSeconds: { median: 0.12, maximum: 1.5 },
    errors: 0,
    replica: 'portal-7',
    syncingSince: ago(7210),
    rows: { written: 7, unchanged: 1200, deleted: 1 },
    relists: 0,
    errorsByReason: [],
    lastError: null,
    kinds: [aKindSync()],
    ...change,
  };
}
