import type { LoggerService } from '@backstage/backend-plugin-api';
import type {
  MetricsService,
  MetricsServiceObservableCallback,
} from '@backstage/backend-plugin-api/alpha';
import type { SyncObserver } from './SyncObserver';
import { StatusCounts, type CountByStatus } from './StatusCounts';

/** Seconds; a list of a small kind takes milliseconds, one of tens of thousands of objects a minute. */
const LIST_BUCKETS = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];

/** Seconds; watches end after minutes as planned, and after seconds when something between cuts them off. */
const WATCH_BUCKETS = [1, 5, 15, 30, 60, 120, 240, 300, 360, 600];

/** Seconds; around half a second, beyond which people notice. */
const LAG_BUCKETS = [
  0.05, 0.1, 0.15, 0.25, 0.5, 0.75, 1, 2.5, 5, 10, 30, 60, 300,
];

/** What the sync tells when it is asked. */
export interface SyncStatistics {
  /** Names of the clusters that this replica holds. */
  claimed: string[];
  /** Rows that wait for the database. */
  waitingRows: number;
}

/** An observer that measures. */
export interface MetricsObserver extends SyncObserver {
  /** Tells no more numbers when asked. */
  stop(): void;
}

/**
 * Measures the sync with OpenTelemetry, through Backstage's metrics service; `docs/metrics.md` describes every instrument.
 * No attribute names a resource, and what has a bucket each is not told by kind: cluster times kind times bucket is too many.
 *
 * @param options - `statistics`: asked whenever metrics are read. `countByStatus`: asks the database, for the clusters
 * that this replica holds alone, so that sums over replicas are right. `now`: milliseconds, a clock for tests
 */
export function createMetricsObserver(options: {
  metrics: MetricsService;
  statistics: () => SyncStatistics;
  countByStatus: CountByStatus;
  logger: LoggerService;
  now?: () => number;
}): MetricsObserver {
  const { metrics, statistics, countByStatus, logger } = options;
  const counts = StatusCounts.create({
    countByStatus,
    claimed: () => statistics().claimed,
    now: options.now ?? Date.now,
  });
  /** How many watches are open, by cluster. */
  const watches = new Map<string, number>();

  const lists = metrics.createHistogram('flux_fleet.sync.list.duration', {
    unit: 's',
    description:
      'Time to list all objects of one kind on one cluster, until they are in the index',
    advice: { explicitBucketBoundaries: LIST_BUCKETS },
  });
  const watchTimes = metrics.createHistogram('flux_fleet.sync.watch.duration', {
    unit: 's',
    description: 'Time that a watch of one kind on one cluster was open',
    advice: { explicitBucketBoundaries: WATCH_BUCKETS },
  });
  const lag = metrics.createHistogram('flux_fleet.sync.lag', {
    unit: 's',
    description:
      'Time from hearing of the oldest change in a batch to its commit in the index',
    advice: { explicitBucketBoundaries: LAG_BUCKETS },
  });
  const errors = metrics.createCounter('flux_fleet.sync.errors', {
    unit: '{error}',
    description: 'Requests to API servers that failed',
  });
  const rows = metrics.createCounter('flux_fleet.sync.rows', {
    unit: '{row}',
    description: 'Rows that were written, found unchanged or deleted',
  });

  const observed = (
    name: string,
    unit: string,
    description: string,
    callback: MetricsServiceObservableCallback,
  ): (() => void) => {
    // Numbers that may be added up, over clusters and replicas: OpenTelemetry wants no gauge for those.
    const instrument = metrics.createObservableUpDownCounter(name, {
      unit,
      description,
    });
    instrument.addCallback(callback);
    return () => instrument.removeCallback(callback);
  };
  const removals = [
    observed(
      'flux_fleet.resource.count',
      '{resource}',
      'Flux resources in the index, of the clusters that this replica holds',
      async result => {
        try {
          for (const [cluster, byStatus] of await counts.get()) {
            for (const [status, count] of Object.entries(byStatus)) {
              if (count > 0) result.observe(count, { cluster, status });
            }
          }
        } catch (error) {
          logger.warn(
            `Resources could not be counted for the metrics: ${
              (error as Error).message
            }`,
          );
        }
      },
    ),
    observed(
      'flux_fleet.sync.claim.count',
      '{cluster}',
      'Clusters that this replica holds',
      result => result.observe(statistics().claimed.length),
    ),
    observed(
      'flux_fleet.sync.queue.size',
      '{row}',
      'Rows that wait for the database',
      result => result.observe(statistics().waitingRows),
    ),
    observed(
      'flux_fleet.sync.watch.active',
      '{watch}',
      'Watches that are open',
      result => {
        for (const [cluster, open] of watches) {
          result.observe(open, { cluster });
        }
      },
    ),
  ];

  return {
    listed({ cluster }, { seconds }) {
      lists.record(seconds, { cluster });
    },
    watchOpened({ cluster }) {
      watches.set(cluster, (watches.get(cluster) ?? 0) + 1);
    },
    watchClosed({ cluster }, { seconds }) {
      const open = watches.get(cluster);
      if (open !== undefined) watches.set(cluster, Math.max(0, open - 1));
      watchTimes.record(seconds, { cluster });
    },
    failed({ cluster }, { during, reason }) {
      errors.add(1, { cluster, during, reason });
    },
    wrote(cluster, { written, unchanged, deleted, lagSeconds }) {
      const outcomes = Object.entries({ written, unchanged, deleted });
      for (const [outcome, count] of outcomes) {
        if (count > 0) rows.add(count, { cluster, outcome });
      }
      // A batch that changed nothing was not late with anything.
      if (written + deleted > 0) lag.record(lagSeconds, { cluster });
    },
    forgot({ cluster, group, kind }) {
      if (group === undefined && kind === undefined) watches.delete(cluster);
    },
    stop() {
      for (const remove of removals) remove();
    },
  };
}
