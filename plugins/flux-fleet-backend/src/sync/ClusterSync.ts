import type { LoggerService } from '@backstage/backend-plugin-api';
import type { ConnectedClients } from '../clusters/ConnectedClients';
import type { ClusterHealthUpdate } from '../clusters/types';
import type { SyncOptions } from '../config';
import { discoverFluxKinds } from '../kubernetes/discoverFluxKinds';
import { KubernetesError } from '../kubernetes/KubernetesError';
import type { WatchingClient } from '../kubernetes/types';
import { Backoff } from './Backoff';
import type { HealthReporter } from './HealthReporter';
import { KindSyncs } from './KindSyncs';
import { readVersions, type FluxVersions } from './readVersions';
import type { SyncObserver } from './observe/SyncObserver';
import type { ClusterRows } from './rows/RowBatcher';
import type { Semaphore } from './Semaphore';
import { sleep } from './sleep';

const PROBE_TIMEOUT_MS = 10_000;
/** How long a cluster may keep others from starting; then its lists go on beside theirs. */
const START_HELD_FOR_MS = 30_000;
/** Before rows are deleted because their kind is not served any more, the server is asked again after so long. */
const CONFIRM_AFTER_MS = 1_000;
/** Versions change seldom, and cost more to ask for than what is served. */
const VERSIONS_READ_EVERY_MS = 300_000;
/** A request can be lost for reasons that are over a moment later. */
const SECOND_PROBE_AFTER_MS = 500;

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

interface Versions extends FluxVersions {
  kubernetes: string | null;
}

/** Keeps one cluster in sync: connects, discovers, runs the kinds, probes, and comes back when it was lost. */
export class ClusterSync {
  readonly #options: ClusterSyncOptions;
  readonly #backoff = Backoff.create({ minimumMs: 1_000, maximumMs: 30_000 });
  #versions: Versions | undefined;
  #versionsReadAt = 0;
  #awake = new AbortController();
  #isSuspect = false;
  #isRediscoveryDue = false;

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

  /** Connects and stays connected; throws what ended it. */
  async #connect(signal: AbortSignal): Promise<void> {
    const { cluster, clients, rows, observer, options, starts, onPruned } =
      this.#options;
    const client = await clients.client(cluster);
    const kubernetes = await this.#probe(client, signal);
    const kinds = KindSyncs.create({
      client,
      cluster,
      rows,
      observer,
      watchTimeoutMs: options.watchTimeoutMs,
      logger: this.#options.logger,
      onPruned,
      onState: error => {
        this.#isSuspect ||= error?.kind === 'unreachable';
        this.#isRediscoveryDue ||= error?.kind === 'notFound';
        this.#awake.abort();
      },
    });
    try {
      await starts.run(async () => {
        await this.#discover(client, kinds, kubernetes, signal);
        const until = Date.now() + START_HELD_FOR_MS;
        while (
          !kinds.isSettled &&
          !this.#isSuspect &&
          !signal.aborted &&
          Date.now() < until
        ) {
          await this.#rest(options.probeIntervalMs, signal);
        }
      });
      await this.#stay(client, kinds, signal);
    } finally {
      await kinds.stop();
    }
  }

  /** Evaluates, probes and rediscovers until the cluster is lost (throws) or the signal aborts. */
  async #stay(
    client: WatchingClient,
    kinds: KindSyncs,
    signal: AbortSignal,
  ): Promise<void> {
    const { rediscoverIntervalMs, probeIntervalMs } = this.#options.options;
    let discoveredAt = Date.now();
    let probedAt = Date.now();
    while (!signal.aborted) {
      if (this.#isSuspect || Date.now() - probedAt >= probeIntervalMs) {
        this.#isSuspect = false;
        const kubernetes = await this.#probe(client, signal);
        this.#versions = { ...this.#versions!, kubernetes };
        probedAt = Date.now();
      }
      if (
        this.#isRediscoveryDue ||
        Date.now() - discoveredAt >= rediscoverIntervalMs
      ) {
        this.#isRediscoveryDue = false;
        const { kubernetes } = this.#versions!;
        await this.#discover(client, kinds, kubernetes, signal);
        discoveredAt = Date.now();
      }
      await this.#evaluate(kinds);
      await this.#rest(
        Math.max(
          0,
          Math.min(
            probedAt + probeIntervalMs,
            discoveredAt + rediscoverIntervalMs,
          ) - Date.now(),
        ),
        signal,
      );
    }
  }

  async #evaluate(kinds: KindSyncs): Promise<void> {
    if (!kinds.isSettled) return;
    if (kinds.count > 0 && kinds.refusal) throw kinds.refusal;
    this.#backoff.reset();
    const unreadableKinds = kinds.unreadable();
    if (unreadableKinds.length > 0) {
      await this.#report({
        state: 'degraded',
        message: `${unreadableKinds.length} of ${kinds.count} kinds cannot be read`,
        stale: false,
        unreadableKinds,
      });
      return;
    }
    await this.#report({
      state: 'connected',
      message: '',
      stale: false,
      lastSyncedAt: new Date().toISOString(),
    });
  }

  async #discover(
    client: WatchingClient,
    kinds: KindSyncs,
    kubernetes: string | null,
    signal: AbortSignal,
  ): Promise<void> {
    let served = await discoverFluxKinds(client, { signal });
    if (await kinds.wouldDrop(served)) {
      await sleep(CONFIRM_AFTER_MS, signal);
      const again = await discoverFluxKinds(client, { signal });
      const missing = again.filter(
        one => !served.some(({ kind }) => kind === one.kind),
      );
      served = [...served, ...missing];
    }
    const isKnown = Date.now() - this.#versionsReadAt < VERSIONS_READ_EVERY_MS;
    if (!isKnown || !this.#versions?.flux) {
      const flux = await readVersions(client, served, { signal });
      this.#versions = { kubernetes, ...flux };
      this.#versionsReadAt = Date.now();
    }
    await kinds.serve(served);
  }

  /** The version of Kubernetes, null when it is not told. Throws KubernetesError when the server does not answer, twice. */
  async #probe(
    client: WatchingClient,
    signal: AbortSignal,
  ): Promise<string | null> {
    const ask = () =>
      client.getJson('/version', { signal, timeoutMs: PROBE_TIMEOUT_MS });
    try {
      const answer = await ask().catch(async error => {
        if (error.kind !== 'unreachable') throw error;
        await sleep(SECOND_PROBE_AFTER_MS, signal);
        return ask();
      });
      const { gitVersion } = (answer ?? {}) as { gitVersion?: unknown };
      return typeof gitVersion === 'string' ? gitVersion.slice(0, 64) : null;
    } catch (error) {
      const { kind } = error as { kind?: string };
      // It answers: whether it is usable, discovery tells.
      if (kind === 'forbidden' || kind === 'notFound') return null;
      throw error;
    }
  }

  /** Waits for a time, or until the state of a kind changes. */
  async #rest(milliseconds: number, signal: AbortSignal): Promise<void> {
    await sleep(milliseconds, AbortSignal.any([signal, this.#awake.signal]));
    if (this.#awake.signal.aborted) this.#awake = new AbortController();
  }

  #report(
    update: Pick<ClusterHealthUpdate, 'state' | 'message' | 'stale'> &
      Partial<ClusterHealthUpdate>,
  ): Promise<void> {
    return this.#options.health.report({
      nextTryAt: null,
      unreadableKinds: [],
      kubernetesVersion: this.#versions?.kubernetes,
      fluxVersion: this.#versions?.flux,
      operatorVersion: this.#versions?.operator,
      ...update,
    });
  }
}
