import type { LoggerService } from '@backstage/backend-plugin-api';
import { SYNC_WINDOW_SECONDS } from '@flux-fleet/backstage-plugin-flux-fleet-common';
import type { Claim } from '../../clusters/Claim';
import type { ClusterStatistics } from './ClusterStatistics';
import type { ClusterStatisticsStore } from './ClusterStatisticsStore';

/** How often there is a look at what changed. */
const LOOK_EVERY_MS = 5_000;

/** How often a cluster that changes is written. */
const CHANGES_WRITTEN_EVERY_MS = 15_000;

/** How often what did not change is written: that it still holds is told too. */
const TELL_EVERY_MS = 60_000;

interface FlusherOptions {
  statistics: ClusterStatistics;
  store: Pick<ClusterStatisticsStore, 'write'>;
  /** The claims that this replica believes to hold. */
  claims: () => readonly Claim[];
  logger: LoggerService;
  /** Milliseconds since 1970; the system's clock when left out. */
  now?: () => number;
}

/**
 * Writes the statistics of the clusters of this replica to the database, now and then: all that changed in one statement,
 * and each cluster once a minute at least.
 */
export class ClusterStatisticsFlusher {
  readonly #options: FlusherOptions;
  readonly #now: () => number;
  readonly #written = new Map<string, { at: number; revision: number }>();
  #timer: NodeJS.Timeout | undefined;
  #flushing: Promise<void> | undefined;
  #isStopped = false;

  static create(options: FlusherOptions): ClusterStatisticsFlusher {
    return new ClusterStatisticsFlusher(options);
  }

  private constructor(options: FlusherOptions) {
    this.#options = options;
    this.#now = options.now ?? Date.now;
  }

  /** Writes what is due from now on: a cluster that is new soon, one that changes every 15 seconds at most. */
  start(): void {
    this.#plan();
  }

  /** Writes what was not yet written, and then nothing more. Claims must still be held, or it is left out. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    clearTimeout(this.#timer);
    await this.flush({ isLast: true });
  }

  /** Writes what is due, and at the last time what is not; resolves when it is, or has failed: a failure is logged, and tried again with the next flush. */
  async flush(options: { isLast?: boolean } = {}): Promise<void> {
    const before = this.#flushing;
    const flushing = (async () => {
      await before;
      await this.#flush(options.isLast ?? false);
    })();
    this.#flushing = flushing;
    await flushing;
  }

  async #flush(isLast: boolean): Promise<void> {
    const { statistics, store, logger } = this.#options;
    const claims = new Map(
      this.#options.claims().map(claim => [claim.cluster, claim]),
    );
    const now = this.#now();
    const due = [];
    const known = statistics.clusters();
    for (const { cluster, revision, heardAt } of known) {
      const claim = claims.get(cluster);
      if (!claim) {
        // Another replica's by now; what was still under way when it left told of it once more.
        if (now - heardAt > SYNC_WINDOW_SECONDS * 1000) {
          statistics.forgot({ cluster });
        }
        continue;
      }
      const written = this.#written.get(cluster);
      if (written && !isLast) {
        const everyMs =
          written.revision === revision
            ? TELL_EVERY_MS
            : CHANGES_WRITTEN_EVERY_MS;
        if (now - written.at < everyMs) continue;
      }
      if (isLast && written?.revision === revision) continue;
      const snapshot = statistics.snapshot(cluster);
      if (snapshot) due.push({ claim, revision, statistics: snapshot });
    }
    this.#forgetAllBut(known.map(({ cluster }) => cluster));
    try {
      const names = new Set(
        await store.write(due, new Date(now).toISOString()),
      );
      for (const { claim, revision } of due) {
        if (names.has(claim.cluster)) {
          this.#written.set(claim.cluster, { at: now, revision });
        }
      }
    } catch (error) {
      logger.warn(
        `How the sync goes could not be written, and is tried again: ${
          (error as Error).message
        }`,
      );
    }
  }

  #forgetAllBut(clusters: string[]): void {
    const kept = new Set(clusters);
    for (const cluster of this.#written.keys()) {
      if (!kept.has(cluster)) this.#written.delete(cluster);
    }
  }

  #plan(): void {
    if (this.#isStopped) return;
    this.#timer = setTimeout(() => {
      this.flush().finally(() => this.#plan());
    }, LOOK_EVERY_MS);
  }
}
