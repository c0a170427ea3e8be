import type { LoggerService } from '@backstage/backend-plugin-api';
import type { ConnectedClients } from '../clusters/ConnectedClients';
import type { ClusterHealthUpdate } from '../clusters/types';
import type { SyncOptions } from '../config';
import { KubernetesError } from '../kubernetes/KubernetesError';
import { Backoff } from './Backoff';
import { ClusterConnection } from './ClusterConnection';
import type { HealthReporter } from './HealthReporter';
import { KindMemories } from './KindMemory';
import type { SyncObserver } from './observe/SyncObserver';
import type { ClusterRows } from './rows/RowBatcher';
import type { Semaphore } from '../concurrency/Semaphore';
import { sleep } from './sleep';
import { VersionReader } from './VersionReader';

/** What a {@link ClusterSync} needs. */
export interface ClusterSyncOptions {
  cluster: string;
  clients: ConnectedClients;
  rows: ClusterRows;
  observer: SyncObserver;
  health: HealthReporter;
  /** Bounds how many clusters start at once. */
  starts: Semaphore;
  options: SyncOptions;
  logger: LoggerService;
  /** Called when rows of the cluster were deleted. */
  onPruned: () => void;
}

/** What there is to say of a cluster's health; what is left out is not the case. */
export type HealthReport = Pick<
  ClusterHealthUpdate,
  'state' | 'message' | 'stale'
> &
  Partial<ClusterHealthUpdate>;

/**
 * Keeps one cluster in sync: connects, and comes back when the connection was lost. Where the kinds were then is
 * remembered, so that they go on from there. A restart of the process remembers nothing and lists everything.
 */
export class ClusterSync {
  readonly #options: ClusterSyncOptions;
  readonly #backoff = Backoff.create({ minimumMs: 1_000, maximumMs: 30_000 });
  readonly #memories = new KindMemories();
  readonly #versions = VersionReader.create();
  #kubernetesVersion: string | undefined;

  static create(options: ClusterSyncOptions): ClusterSync {
    return new ClusterSync(options);
  }

  private constructor(options: ClusterSyncOptions) {
    this.#options = options;
  }

  /** Runs until the signal aborts; never rejects. */
  async run(signal: AbortSignal): Promise<void> {
    await this.#report({ state: 'connecting', message: '', stale: true });
    while (!signal.aborted) {
      try {
        await this.#connect(signal);
      } catch (error) {
        if (signal.aborted) return;
        await this.#lost(error, signal);
      }
    }
  }

  /** Connects and stays connected; throws what ended it. */
  async #connect(signal: AbortSignal): Promise<void> {
    const { cluster, clients } = this.#options;
    const client = await clients.client(cluster);
    const ended = new AbortController();
    const connection = ClusterConnection.create({
      ...this.#options,
      client,
      memories: this.#memories,
      versions: this.#versions,
      report: report => this.#report(report),
      onKubernetesVersion: version => {
        this.#kubernetesVersion = version;
      },
      onGood: () => this.#backoff.reset(),
    });
    try {
      await connection.run(AbortSignal.any([signal, ended.signal]));
    } finally {
      ended.abort();
      await connection.ended();
    }
  }

  async #lost(error: unknown, signal: AbortSignal): Promise<void> {
    const { cluster, logger } = this.#options;
    const failure =
      error instanceof KubernetesError
        ? error
        : new KubernetesError('serverError', 'The sync of this cluster failed');
    if (failure !== error) {
      logger.error(`The sync of the cluster ${cluster} failed`, error as Error);
    }
    const isRefused =
      failure.kind === 'unauthorized' || failure.kind === 'forbidden';
    const delayMs = this.#backoff.next(failure.retryAfterMs);
    await this.#report({
      state: isRefused ? 'unauthorized' : 'unreachable',
      message: failure.message,
      stale: true,
      nextTryAt: new Date(Date.now() + delayMs).toISOString(),
    });
    await sleep(delayMs, signal);
  }

  #report(report: HealthReport): Promise<void> {
    const versions = this.#versions.versions;
    return this.#options.health.report({
      nextTryAt: null,
      unreadableKinds: [],
      kubernetesVersion: this.#kubernetesVersion,
      fluxVersion: versions?.flux,
      operatorVersion: versions?.operator,
      ...report,
    });
  }
}
