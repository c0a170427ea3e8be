import type { LoggerService } from '@backstage/backend-plugin-api';
import { SETTLED_STATUS_KEPT_FOR_MS } from '@flux-fleet/backstage-plugin-flux-fleet-common';
import type { Claim } from '../clusters/Claim';
import type {
  ClusterRegistry,
  ConnectedCluster,
  ConnectionListener,
} from '../clusters/ClusterRegistry';
import type { ClusterStore } from '../clusters/ClusterStore';
import type { ConnectedClients } from '../clusters/ConnectedClients';
import type { SyncOptions } from '../config';
import type { ResourceWriter } from '../resources/types';
import type { ChangeAnnouncer } from './ChangeAnnouncer';
import { ClaimKeeper, type ClaimListener } from './claims/ClaimKeeper';
import type { ClaimStore } from './claims/ClaimStore';
import { ClusterSync } from './ClusterSync';
import { HealthReporter } from './HealthReporter';
import type { SyncObserver } from './observe/SyncObserver';
import { RowBatcher } from './rows/RowBatcher';
import { Semaphore } from '../concurrency/Semaphore';

const SWEEP_INTERVAL_MS = 15_000;
/** A lease outlives a few renewals that fail. */
const RENEWALS_PER_LEASE = 4;
/** How long what waits may keep a cluster from going to another replica. */
const WIND_UP_MS = 2_000;

interface EngineOptions {
  registry: ClusterRegistry;
  store: ClusterStore;
  clients: ConnectedClients;
  writer: ResourceWriter;
  announcer: ChangeAnnouncer;
  claims: ClaimStore;
  /** The id of this replica, never used by another. */
  replica: string;
  /** Whether no other replica can be alive when this one starts. */
  isAlone: boolean;
  observer: SyncObserver;
  options: SyncOptions;
  logger: LoggerService;
}

interface Running {
  uid: string;
  controller: AbortController;
  done: Promise<void>;
}

/** Runs one {@link ClusterSync} for each cluster that this replica is connected to and holds the claim of. */
export class SyncEngine implements ConnectionListener, ClaimListener {
  readonly #options: EngineOptions;
  readonly #batcher: RowBatcher;
  readonly #keeper: ClaimKeeper;
  readonly #starts: Semaphore;
  readonly #running = new Map<string, Running>();
  #sweep: NodeJS.Timeout | undefined;
  #sweeping: Promise<void> | undefined;
  #isStopped = false;

  static create(options: EngineOptions): SyncEngine {
    return new SyncEngine(options);
  }

  private constructor(options: EngineOptions) {
    this.#options = options;
    const { writer, logger, observer, replica, isAlone } = options;
    const { concurrency, leaseMs } = options.options;
    this.#starts = Semaphore.create(concurrency);
    this.#batcher = RowBatcher.create({
      writer,
      logger,
      observer,
      onChanged: clusters => this.#announce(clusters),
      onRefused: ({ cluster }) => {
        logger.info(
          `What came of the cluster ${cluster} was not written: another replica syncs it`,
        );
        this.#keeper.check();
      },
    });
    this.#keeper = ClaimKeeper.create({
      store: options.claims,
      replica,
      isAlone,
      leaseMs,
      renewMs: leaseMs / RENEWALS_PER_LEASE,
      listener: this,
      logger,
    });
  }

  /** The claims that this replica holds. */
  get claims(): Claim[] {
    return this.#keeper.held;
  }

  /** How many rows wait for the database. */
  get waitingRows(): number {
    return this.#batcher.waiting;
  }

  /** Claims and syncs what is connected, now and from now on. */
  start(): void {
    this.#options.registry.subscribe(this);
    this.#keeper.start();
    this.#planSweep();
  }

  /** Ends every sync and gives up all claims; what waits for the database is written first. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    clearTimeout(this.#sweep);
    for (const { controller } of this.#running.values()) controller.abort();
    await this.#batcher.stop();
    await this.#keeper.stop();
    await this.#sweeping;
  }

  connected(cluster: ConnectedCluster): void {
    const claim = this.#keeper.claimOf(cluster.name);
    if (claim) this.#run(claim, cluster);
    else this.#keeper.offer(cluster.name);
  }

  async disconnected(name: string): Promise<void> {
    await this.#keeper.withdraw(name);
    await this.#options.clients.close(name);
  }

  gained(claim: Claim): void {
    const cluster = this.#options.registry.connected(claim.cluster);
    if (cluster) this.#run(claim, cluster);
  }

  async lost({ cluster }: Claim): Promise<void> {
    const running = this.#running.get(cluster);
    running?.controller.abort();
    await running?.done;
    if (this.#running.get(cluster) === running) this.#running.delete(cluster);
    this.#options.observer.forgot({ cluster });
  }

  /** Runs the sync of a cluster, after the one that runs for it has ended. */
  #run(claim: Claim, { name, uid }: ConnectedCluster): void {
    const before = this.#running.get(name);
    before?.controller.abort();
    if (this.#isStopped) return;
    const controller = new AbortController();
    const { signal } = controller;
    const run = async () => {
      await before?.done;
      if (!signal.aborted) await this.#sync(claim, uid, signal);
    };
    this.#running.set(name, { uid, controller, done: run() });
  }

  /** Syncs until the signal aborts. What the cluster said until then is written, if that goes at once. */
  async #sync(claim: Claim, uid: string, signal: AbortSignal): Promise<void> {
    const { store, clients, announcer, observer, options, logger } =
      this.#options;
    const rows = this.#batcher.open(claim);
    // Whoever waits for the database does not wait on for longer.
    let giveUp: NodeJS.Timeout | undefined;
    signal.addEventListener('abort', () => {
      giveUp = setTimeout(() => rows.close(), WIND_UP_MS);
    });
    try {
      await ClusterSync.create({
        cluster: claim.cluster,
        clients,
        rows,
        health: HealthReporter.create({ claim, uid, store, announcer, logger }),
        starts: this.#starts,
        observer,
        options,
        logger,
        onPruned: () => announcer.resourcesChanged([uid]),
      }).run(signal);
      await rows.flush();
    } finally {
      clearTimeout(giveUp);
      rows.close();
    }
  }

  #announce(clusters: string[]): void {
    this.#options.announcer.resourcesChanged(
      clusters.flatMap(name => this.#running.get(name)?.uid ?? []),
    );
  }

  #planSweep(): void {
    this.#sweep = setTimeout(() => {
      this.#sweeping = this.#showProgress().then(() => {
        if (!this.#isStopped) this.#planSweep();
      });
    }, SWEEP_INTERVAL_MS);
  }

  /** A reconcile that hangs sends no event by which it could be noticed. */
  async #showProgress(): Promise<void> {
    const { writer, replica, logger } = this.#options;
    const before = new Date(Date.now() - SETTLED_STATUS_KEPT_FOR_MS);
    try {
      this.#announce(await writer.showProgress(replica, before.toISOString()));
    } catch (error) {
      logger.warn(
        `Long reconciles could not be shown: ${(error as Error).message}`,
      );
    }
  }
}
