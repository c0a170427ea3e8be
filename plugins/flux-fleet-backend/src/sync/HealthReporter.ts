import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Claim } from '../clusters/Claim';
import type { ClusterStore } from '../clusters/ClusterStore';
import type { ClusterHealthUpdate } from '../clusters/types';
import type { ChangeAnnouncer } from './ChangeAnnouncer';

/** How old the time of the last sync may become in the database, while nothing else changes. */
const LAST_SYNCED_WRITTEN_EVERY_MS = 60_000;

/** Writes a cluster's health when it changed, while the claim on it holds, and announces it. A database that fails is tried again with the next report. */
export class HealthReporter {
  readonly #claim: Claim;
  readonly #uid: string;
  readonly #store: ClusterStore;
  readonly #announcer: ChangeAnnouncer;
  readonly #logger: LoggerService;
  #written = '';
  #writtenAt = 0;
  #wasStale: boolean | undefined;
  #queue: Promise<void> = Promise.resolve();

  static create(options: {
    claim: Claim;
    uid: string;
    store: ClusterStore;
    announcer: ChangeAnnouncer;
    logger: LoggerService;
  }): HealthReporter {
    return new HealthReporter(options);
  }

  private constructor(options: {
    claim: Claim;
    uid: string;
    store: ClusterStore;
    announcer: ChangeAnnouncer;
    logger: LoggerService;
  }) {
    this.#claim = options.claim;
    this.#uid = options.uid;
    this.#store = options.store;
    this.#announcer = options.announcer;
    this.#logger = options.logger;
  }

  /** Reports are written one after the other; resolves when this one is, or has failed. */
  report(update: ClusterHealthUpdate): Promise<void> {
    this.#queue = this.#queue.then(() => this.#write(update));
    return this.#queue;
  }

  async #write(update: ClusterHealthUpdate): Promise<void> {
    const { lastSyncedAt, ...rest } = update;
    const text = JSON.stringify(rest);
    const isSame = text === this.#written;
    const isFresh =
      lastSyncedAt === undefined ||
      Date.now() - this.#writtenAt < LAST_SYNCED_WRITTEN_EVERY_MS;
    if (isSame && isFresh) return;
    try {
      await this.#store.updateHealth(this.#claim.cluster, update, this.#claim);
    } catch (error) {
      this.#written = '';
      this.#logger.warn(
        `The health of the cluster ${
          this.#claim.cluster
        } could not be written: ${(error as Error).message}`,
      );
      return;
    }
    this.#written = text;
    this.#writtenAt = Date.now();
    if (isSame) return;
    this.#announcer.clusterChanged(this.#uid);
    if (this.#wasStale !== update.stale) {
      this.#announcer.resourcesChanged([this.#uid]);
    }
    this.#wasStale = update.stale;
  }
}
