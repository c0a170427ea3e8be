import type { LoggerService } from '@backstage/backend-plugin-api';
import { SETTLED_STATUS_KEPT_FOR_MS } from '@flux-fleet/backstage-plugin-flux-fleet-common';
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
import type { Claims } from './Claims';
import { ClusterSync } from './ClusterSync';
import { HealthReporter } from './HealthReporter';
import { RowBatcher } from './RowBatcher';
import { Semaphore } from './Semaphore';

const SWEEP_INTERVAL_MS = 15_000;

interface EngineOptions {
  registry: ClusterRegistry;
  store: ClusterStore;
  clients: ConnectedClients;
  writer: ResourceWriter;
  announcer: ChangeAnnouncer;
  claims: Claims;
  options: SyncOptions;
  logger: LoggerService;
}

interface Running {
  uid: string;
  controller: AbortController;
  done: Promise<void>;
}

/** Runs one {@link ClusterSync} for each cluster that is connected to and claimed by this replica. */
export class SyncEngine implements ConnectionListener {
  readonly #options: EngineOptions;
  readonly #batcher: RowBatcher;
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
    this.#starts = Semaphore.create(options.options.concurrency);
    this.#batcher = RowBatcher.create({
      writer: options.writer,
      logger: options.logger,
      onChanged: clusters => this.#announce(clusters),
    });
  }

  /** Syncs what is connected, now and from now on. */
  start(): void {
    this.#options.registry.subscribe(this);
    this.#planSweep();
  }

  /** Ends every sync; what waits for the database is written first. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    clearTimeout(this.#sweep);
    const running = [...this.#running.values()];
    for (const { controller } of running) controller.abort();
    await this.#batcher.stop();
    await Promise.all(running.map(({ done }) => done));
    await this.#sweeping;
  }

  connected(cluster: ConnectedCluster): void {
    const { name, uid } = cluster;
    const before = this.#running.get(name);
    before?.controller.abort();
    if (this.#isStopped || !this.#options.claims.isOurs(name)) return;
    const controller = new AbortController();
    const { store, clients, writer, announcer, options, logger } =
      this.#options;
    const sync = ClusterSync.create({
      cluster: name,
      clients,
      batcher: this.#batcher,
      writer,
      health: HealthReporter.create({
        cluster: name,
        uid,
        store,
        announcer,
        logger,
      }),
      starts: this.#starts,
      options,
      logger,
      onPruned: () => announcer.resourcesChanged([uid]),
    });
    const run = async () => {
      await before?.done;
      await sync.run(controller.signal);
    };
    this.#running.set(name, { uid, controller, done: run() });
  }

  async disconnected(name: string): Promise<void> {
    const running = this.#running.get(name);
    running?.controller.abort();
    await running?.done;
    if (this.#running.get(name) === running) this.#running.delete(name);
    await this.#options.clients.close(name);
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
    const { writer, logger } = this.#options;
    const before = new Date(Date.now() - SETTLED_STATUS_KEPT_FOR_MS);
    try {
      this.#announce(await writer.showProgress(before.toISOString()));
    } catch (error) {
      logger.warn(
        `Long reconciles could not be shown: ${(error as Error).message}`,
      );
    }
  }
}
