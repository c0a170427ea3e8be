import type { LoggerService } from '@backstage/backend-plugin-api';
import { sleep } from '../sleep';
import type { Claim } from '../../clusters/Claim';
import type { ClaimBoard, ClaimStore } from './ClaimStore';
import { planClaims } from './planClaims';

/** Clusters come one by one: a round waits so long for more of them. */
const GATHER_MS = 20;

/** How long replicas are alive without renewing, and how often they renew; milliseconds. */
export interface LeaseOptions {
  leaseMs: number;
  renewMs: number;
}

/** Hears which clusters this replica syncs. */
export interface ClaimListener {
  /** The cluster is this replica's from now on. */
  gained(claim: Claim): void;
  /** The cluster is to be given up, or is lost already; resolves when nothing is done with it any more. */
  lost(claim: Claim): Promise<void>;
}

interface KeeperOptions extends LeaseOptions {
  store: ClaimStore;
  /** The id of this replica, never used by another. */
  replica: string;
  /** Whether no other replica can be alive when this one starts. */
  isAlone: boolean;
  listener: ClaimListener;
  logger: LoggerService;
}

/**
 * Keeps this replica alive in the database, and claims its part of the clusters: takes what is free, gives up what is more
 * than an equal part, notices what was lost. No round of it waits for a cluster to be wound up.
 */
export class ClaimKeeper {
  readonly #options: KeeperOptions;
  readonly #offered = new Set<string>();
  readonly #held = new Map<string, Claim>();
  readonly #releasing = new Map<string, Promise<void>>();
  /** Since when clusters that could be taken are free, by the clock of this process. */
  readonly #freeSince = new Map<string, number>();
  readonly #orphans = new Set<string>();
  readonly #controller = new AbortController();
  #replicas = '';
  #isAlone: boolean;
  #wake = new AbortController();
  #running: Promise<void> | undefined;
  #hasFailed = false;

  static create(options: KeeperOptions): ClaimKeeper {
    return new ClaimKeeper(options);
  }

  private constructor(options: KeeperOptions) {
    this.#options = options;
    this.#isAlone = options.isAlone;
  }

  /** What this replica holds, as far as it knows. */
  get held(): Claim[] {
    return [...this.#held.values()];
  }

  claimOf(cluster: string): Claim | undefined {
    return this.#held.get(cluster);
  }

  /** Lets this replica claim a cluster: it can connect to it. */
  offer(cluster: string): void {
    this.#offered.add(cluster);
    this.check();
  }

  /** Ends it; resolves when the cluster is given up, if it was held. */
  async withdraw(cluster: string): Promise<void> {
    const { store, replica } = this.#options;
    this.#offered.delete(cluster);
    this.#orphans.delete(cluster);
    const claim = this.#held.get(cluster);
    if (claim) this.#windUp(claim, 'release');
    await this.#releasing.get(cluster);
    await store.withdraw(cluster, replica);
  }

  /** Looks at the claims now, and not only at the next round. */
  check(): void {
    this.#wake.abort();
  }

  start(): void {
    this.#running ??= this.#run();
  }

  /** Gives up everything; others may take it at once. */
  async stop(): Promise<void> {
    this.#controller.abort();
    await this.#running;
    for (const claim of this.held) this.#windUp(claim, 'keep');
    await Promise.all(this.#releasing.values());
    const { store, replica, logger } = this.#options;
    await store
      .leave(replica)
      .catch(error =>
        logger.warn(
          `The clusters of this replica could not be released, others take them over when its lease ends: ${error.message}`,
        ),
      );
  }

  async #run(): Promise<void> {
    const { renewMs, logger } = this.#options;
    const { signal } = this.#controller;
    while (!signal.aborted) {
      // What is offered while a round runs is for the next one.
      this.#wake = new AbortController();
      try {
        await this.#round();
        this.#hasFailed = false;
      } catch (error) {
        if (!this.#hasFailed) {
          logger.warn(
            `The claims of this replica could not be renewed: ${
              (error as Error).message
            }`,
          );
        }
        this.#hasFailed = true;
      }
      // Jittered, so that replicas do not meet.
      await sleep(
        renewMs * (0.8 + Math.random() * 0.2),
        AbortSignal.any([signal, this.#wake.signal]),
      );
      await sleep(GATHER_MS, signal);
    }
  }

  async #round(): Promise<void> {
    const { store, replica, leaseMs } = this.#options;
    if (this.#isAlone) {
      await store.expel(replica);
      this.#isAlone = false;
    }
    await store.renew(replica, leaseMs);
    let board = await store.board();
    const missing = [...this.#offered].filter(
      name => !board.clusters.has(name),
    );
    if (missing.length > 0) {
      await store.offer(missing);
      board = await store.board();
    }
    this.#compare(board);
    this.#findOrphans(board);
    const plan = planClaims({
      replica,
      board,
      offered: this.#offered,
      orphans: this.#orphans,
    });
    for (const cluster of plan.release) {
      const claim = this.#held.get(cluster);
      if (claim) this.#windUp(claim, 'release');
    }
    const free = plan.take.clusters.filter(name => !this.#releasing.has(name));
    const { limit } = plan.take;
    for (const claim of await store.take({ replica, clusters: free, limit })) {
      this.#gain(claim);
    }
  }

  /** Finds what was lost, and what is held without our knowing: the answer to a take can be lost on its way. */
  #compare({ clusters }: ClaimBoard): void {
    const { replica } = this.#options;
    for (const claim of this.held) {
      const now = clusters.get(claim.cluster);
      if (now?.holder !== replica || now.fence !== claim.fence) {
        this.#windUp(claim, 'keep');
      }
    }
    for (const [cluster, { holder, fence }] of clusters) {
      const isOurs = holder === replica && !this.#releasing.has(cluster);
      if (isOurs && !this.#held.has(cluster)) {
        this.#gain({ cluster, replica, fence });
      }
    }
  }

  #findOrphans({ replicas, clusters }: ClaimBoard): void {
    const names = replicas.join(' ');
    if (names !== this.#replicas) {
      this.#replicas = names;
      this.#orphans.clear();
      this.#freeSince.clear();
    }
    const now = performance.now();
    for (const cluster of this.#offered) {
      if (clusters.get(cluster)?.holder !== undefined) {
        this.#freeSince.delete(cluster);
        continue;
      }
      const since = this.#freeSince.get(cluster) ?? now;
      this.#freeSince.set(cluster, since);
      // Others had a lease's time to take it.
      if (now - since > this.#options.leaseMs) this.#orphans.add(cluster);
    }
  }

  #gain(claim: Claim): void {
    this.#held.set(claim.cluster, claim);
    this.#options.listener.gained(claim);
  }

  /** Ends what is done with a cluster, beside everything else that goes on, and lets others take it or not. */
  #windUp(claim: Claim, then: 'release' | 'keep'): void {
    const { listener, store, logger } = this.#options;
    const { cluster } = claim;
    this.#held.delete(cluster);
    const run = async () => {
      try {
        await listener.lost(claim);
        if (then === 'release') await store.release(claim);
      } catch (error) {
        logger.warn(
          `The cluster ${cluster} could not be given up: ${
            (error as Error).message
          }`,
        );
      }
      this.#releasing.delete(cluster);
    };
    this.#releasing.set(cluster, run());
  }
}
