import type { ClusterStatisticsSnapshot } from '../ClusterStatistics';

/** A sync without trouble, with what a test changes about it. */
export function aSnapshot(
  change: Partial<ClusterStatisticsSnapshot> = {},
): ClusterStatisticsSnapshot {
  return {
    syncingSince: '2026-03-01T11:00:00.000Z',
    lagSeconds: { median: 0.12, maximum: 0.4 },
    errors: 0,
    errorsByReason: [],
    rows: { written: 7, unchanged: 40, deleted: 1 },
    relists: 2,
    lastError: null,
    kinds: [
      {
        group: 'helm.toolkit.fluxcd.io',
        kind: 'HelmRelease',
        state: 'watching',
        objects: 30,
        lastListedAt: '2026-03-01T11:00:01.000Z',
        listSeconds: 0.25,
        watchingSince: '2026-03-01T11:58:00.000Z',
        events: 12,
        lastError: {
          reason: 'serverError',
          during: 'watch',
          at: '2026-03-01T11:30:00.000Z',
        },
      },
    ],
    ...change,
  };
}
