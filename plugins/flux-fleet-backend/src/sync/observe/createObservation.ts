import type { LoggerService } from '@backstage/backend-plugin-api';
import type { MetricsService } from '@backstage/backend-plugin-api/alpha';
import type { Knex } from 'knex';
import type { Claim } from '../../clusters/Claim';
import { ClusterStatistics } from './ClusterStatistics';
import { ClusterStatisticsFlusher } from './ClusterStatisticsFlusher';
import { ClusterStatisticsStore } from './ClusterStatisticsStore';
import { createMetricsObserver } from './createMetricsObserver';
import type { CountByStatus } from './StatusCounts';
import { observers, type SyncObserver } from './SyncObserver';

/** What a replica does at a moment. */
export interface ReplicaStatistics {
  claims: readonly Claim[];
  waitingRows: number;
}

/** Who watches the sync: metrics for machines, statistics per cluster for people. */
export interface Observation {
  /** What the sync tells. */
  observer: SyncObserver;
  /**
   * Writes the statistics to the database from now on.
   *
   * @param statistics - tells what this replica does
   */
  start(statistics: () => ReplicaStatistics): void;
  /** Writes them a last time. Call it while the claims are still held, or the last time is left out. */
  stop(): Promise<void>;
}

/** Wires what observes the sync, over a migrated database. */
export function createObservation(options: {
  knex: Knex;
  metrics: MetricsService;
  logger: LoggerService;
  countByStatus: CountByStatus;
}): Observation {
  const { knex, metrics, logger, countByStatus } = options;
  let statistics = (): ReplicaStatistics => ({ claims: [], waitingRows: 0 });
  const told = ClusterStatistics.create();
  const measured = createMetricsObserver({
    metrics,
    logger,
    countByStatus,
    statistics: () => {
      const { claims, waitingRows } = statistics();
      return { claimed: claims.map(({ cluster }) => cluster), waitingRows };
    },
  });
  const flusher = ClusterStatisticsFlusher.create({
    statistics: told,
    store: ClusterStatisticsStore.create({ knex }),
    claims: () => statistics().claims,
    logger,
  });
  return {
    observer: observers(measured, told),
    start(ofReplica) {
      statistics = ofReplica;
      flusher.start();
    },
    async stop() {
      measured.stop();
      await flusher.stop();
    },
  };
}
