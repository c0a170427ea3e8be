import { Deadline } from '../kubernetes/Deadline';
import { discoverFluxKinds } from '../kubernetes/discoverFluxKinds';
import { KubernetesError } from '../kubernetes/KubernetesError';
import type { ServedKind, WatchingClient } from '../kubernetes/types';
import type { ClusterSyncOptions, HealthReport } from './ClusterSync';
import { DefinitionWatch } from './DefinitionWatch';
import { DiscoverySchedule } from './DiscoverySchedule';
import { isRestored } from './isRestored';
import { healthOf } from './healthOf';
import type { KindMemories } from './KindMemory';
import { KindSyncs } from './KindSyncs';
import type { SyncActivity } from './observe/SyncObserver';
import { probe } from './probe';
import { sleep } from './sleep';
import type { VersionReader } from './VersionReader';

/** How long a cluster may keep others from starting; then its lists go on beside theirs. */
const START_HELD_FOR_MS = 30_000;
/** Before rows are deleted because their kind is not served any more, the server is asked again after so long. */
const CONFIRM_AFTER_MS = 1_000;
/** A cluster that answers, and of which not every kind is listed after so long, is shown as connecting. */
const CONNECTING_SHOWN_AFTER_MS = 5_000;
/** Kinds change their state together: what comes within this time is looked at once. */
const TOGETHER_MS = 50;

/** What a {@link ClusterConnection} needs. */
export interface ClusterConnectionOptions
  extends Omit<ClusterSyncOptions, 'clients' | 'health'> {
  client: WatchingClient;
  memories: KindMemories;
  versions: VersionReader;
  report: (report: HealthReport) => Promise<void>;
  onKubernetesVersion: (version: string) => void;
  /** Called when the cluster was found to be in good state. */
  onGood: () => void;
}

/** One connection to a cluster: discovers its kinds, runs their syncs, and looks after them until it is lost. */
export class ClusterConnection {
  readonly #options: ClusterConnectionOptions;
  readonly #kinds: KindSyncs;
  readonly #schedule: DiscoverySchedule;
  readonly #connectingShownAt = Date.now() + CONNECTING_SHOWN_AFTER_MS;
  #definitions: Promise<void> | undefined;
  #served: ServedKind[] = [];
  #awake = new AbortController();
  /** When the server said anything last (milliseconds since 1970). */
  #heardAt = 0;
  #isSuspect = false;

  static create(options: ClusterConnectionOptions): ClusterConnection {
    return new ClusterConnection(options);
  }

  private constructor(options: ClusterConnectionOptions) {
    this.#options = options;
    const { watchTimeoutMs, rediscoverIntervalMs } = options.options;
    this.#schedule = DiscoverySchedule.create({
      intervalMs: rediscoverIntervalMs,
    });
    this.#kinds = KindSyncs.create({
      ...options,
      watchTimeoutMs,
      onHeard: () => this.#heard(),
      onState: () => this.#awake.abort(),
      onFailure: ({ kind }) => {
        this.#isSuspect ||= kind === 'unreachable';
        if (kind === 'notFound') this.#schedule.missing(Date.now());
        this.#awake.abort();
      },
    });
  }

  /** Runs until the signal aborts; throws what the connection was lost by. */
  async run(signal: AbortSignal): Promise<void> {
    const { client, options, starts } = this.#options;
    await this.#probe(signal);
    const definitions = DefinitionWatch.create({
      client,
      timeoutMs: options.watchTimeoutMs,
      onHeard: () => this.#heard(),
      onChanged: () => {
        this.#schedule.changed(Date.now());
        this.#awake.abort();
      },
    });
    let started: Promise<void> | undefined;
    await starts.run(async () => {
      if (signal.aborted) return;
      this.#definitions = definitions.run(signal);
      const held = new AbortController();
      started = this.#start(signal);
      const settled = started.then(() =>
        this.#settled(AbortSignal.any([signal, held.signal])),
      );
      try {
        await Promise.race([settled, sleep(START_HELD_FOR_MS, held.signal)]);
      } finally {
        held.abort();
        settled.catch(() => {});
      }
    }, signal);
    await started;
    await this.#stay(signal);
  }

  /** Ends what still runs after the signal of {@link ClusterConnection.run} was aborted. */
  async ended(): Promise<void> {
    await this.#kinds.stop();
    await this.#definitions;
    await this.#options.versions.ended();
  }

  async #start(signal: AbortSignal): Promise<void> {
    const { client, memories } = this.#options;
    await this.#observed('discovery', async () => {
      const served = await this.#discover(signal);
      const restored = await isRestored({ client, served, memories, signal });
      if (restored !== false) memories.forgetPlaces();
      await this.#serve(served);
    });
    this.#schedule.done(Date.now());
  }

  async #settled(signal: AbortSignal): Promise<void> {
    while (!this.#kinds.isSettled && !this.#isSuspect && !signal.aborted) {
      await this.#rest(START_HELD_FOR_MS, signal);
    }
  }

  /** Evaluates, probes and rediscovers until the cluster is lost (throws) or the signal aborts. */
  async #stay(signal: AbortSignal): Promise<void> {
    const { client, options, versions } = this.#options;
    const { probeIntervalMs } = options;
    while (!signal.aborted) {
      if (this.#isSuspect) {
        this.#isSuspect = false;
        await this.#probe(signal);
        await this.#checkRestored(signal);
      } else if (Date.now() - this.#heardAt >= probeIntervalMs) {
        await this.#probe(signal);
      }
      if (Date.now() >= this.#schedule.dueAt) await this.#rediscover(signal);
      if (Date.now() >= versions.dueAt) {
        const onRead = () => this.#awake.abort();
        versions.read({ client, served: this.#served, signal, onRead });
      }
      await this.#evaluate();
      const nextAt = Math.min(
        this.#heardAt + probeIntervalMs,
        this.#schedule.dueAt,
        versions.dueAt,
        this.#connectingShownAt > Date.now()
          ? this.#connectingShownAt
          : Infinity,
      );
      await sleep(TOGETHER_MS, signal);
      await this.#rest(Math.max(0, nextAt - Date.now()), signal);
    }
  }

  /** A server that cuts connections may have been restored: then what is watched already is silent, and listed again. */
  async #checkRestored(signal: AbortSignal): Promise<void> {
    const { client, memories } = this.#options;
    const served = this.#served;
    if (await isRestored({ client, served, memories, signal })) {
      throw new KubernetesError(
        'expired',
        'The API server went back to an earlier state; everything is listed again',
      );
    }
  }

  async #evaluate(): Promise<void> {
    const { report, onGood } = this.#options;
    if (!this.#kinds.isSettled) {
      if (Date.now() < this.#connectingShownAt) return;
      const message = 'The API server answers; its resources are being read';
      await report({ state: 'connecting', message, stale: true });
      return;
    }
    if (this.#kinds.count > 0 && this.#kinds.refusal) throw this.#kinds.refusal;
    onGood();
    await report(healthOf(this.#kinds));
  }

  /** What cannot be asked now is asked later: what is known to be served goes on. */
  async #rediscover(signal: AbortSignal): Promise<void> {
    const { cluster, logger } = this.#options;
    try {
      await this.#observed('discovery', async () =>
        this.#serve(await this.#discover(signal)),
      );
      this.#schedule.done(Date.now());
    } catch (error) {
      if (signal.aborted || !(error instanceof KubernetesError)) throw error;
      this.#isSuspect ||= error.kind === 'unreachable';
      this.#schedule.failed(Date.now(), error.retryAfterMs);
      logger.warn(
        `The kinds that the cluster ${cluster} serves could not be asked for: ${error.message}`,
      );
    }
  }

  /** What is served; a kind that has rows is missing only when it was twice. Bounded in time as a whole. */
  async #discover(signal: AbortSignal): Promise<ServedKind[]> {
    const { client, options } = this.#options;
    const deadline = Deadline.create({
      signal,
      timeoutMs: options.requestTimeoutMs,
      what: 'The API server did not tell which kinds it serves',
    });
    try {
      const ask = () => discoverFluxKinds(client, { signal: deadline.signal });
      const served = await ask();
      this.#heard();
      deadline.pause();
      if (!(await this.#kinds.wouldDrop(served))) return served;
      await sleep(CONFIRM_AFTER_MS, signal);
      deadline.extend();
      const again = await ask();
      const missing = again.filter(
        one => !served.some(({ kind }) => kind === one.kind),
      );
      return [...served, ...missing];
    } finally {
      deadline.clear();
    }
  }

  async #serve(served: ServedKind[]): Promise<void> {
    this.#served = served;
    await this.#kinds.serve(served);
  }

  async #probe(signal: AbortSignal): Promise<void> {
    const version = await this.#observed('probe', () =>
      probe(this.#options.client, {
        signal,
        requestTimeoutMs: this.#options.options.requestTimeoutMs,
      }),
    );
    this.#heard();
    if (version !== undefined) this.#options.onKubernetesVersion(version);
  }

  async #observed<T>(during: SyncActivity, ask: () => Promise<T>): Promise<T> {
    try {
      return await ask();
    } catch (error) {
      if (error instanceof KubernetesError) {
        const { cluster, observer } = this.#options;
        observer.failed({ cluster }, { during, reason: error.kind });
      }
      throw error;
    }
  }

  #heard(): void {
    this.#heardAt = Date.now();
  }

  /** Waits for a time, or until there is something to look at. */
  async #rest(milliseconds: number, signal: AbortSignal): Promise<void> {
    await sleep(milliseconds, AbortSignal.any([signal, this.#awake.signal]));
    if (this.#awake.signal.aborted) this.#awake = new AbortController();
  }
}
