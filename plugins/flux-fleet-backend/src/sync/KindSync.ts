import type { LoggerService } from '@backstage/backend-plugin-api';
import type { FluxObject } from '@flux-fleet/backstage-plugin-flux-fleet-common';
import { KubernetesError } from '../kubernetes/KubernetesError';
import type {
  ListPath,
  ObjectList,
  ServedKind,
  WatchEvent,
  WatchingClient,
} from '../kubernetes/types';
import { Backoff } from './Backoff';
import type { SyncObserver } from './observe/SyncObserver';
import type { ClusterRows } from './rows/RowBatcher';
import type { RowChange } from './rows/RowQueue';
import { sleep } from './sleep';
import { toIndexRow } from './toIndexRow';

const PAGE_SIZE = 500;

/** What a list may have and take at most: beyond, the server is not one to follow to the end. */
const MAXIMUM_OBJECTS = 200_000;
const MAXIMUM_LIST_MS = 300_000;

/** A watch that ends sooner than this, having said nothing, counts as failed: resuming at once would be a busy loop. */
const SHORT_WATCH_MS = 1_000;

/** After so many failures in a row of an established watch, the kind counts as not readable. */
const TOLERATED_FAILURES = 2;

/** How much longer than its own timeout a watch may say nothing. */
const SILENCE_BEYOND_TIMEOUT_MS = 30_000;

/** How the sync of one kind is. */
export type KindState =
  /** Not complete yet. */
  | { state: 'listing' }
  /** Listed, and watched. */
  | { state: 'current' }
  /** Tried again, later. */
  | { state: 'failed'; error: KubernetesError };

/** What a {@link KindSync} needs. */
export interface KindSyncOptions {
  client: WatchingClient;
  cluster: string;
  served: ServedKind;
  rows: ClusterRows;
  observer: SyncObserver;
  watchTimeoutMs: number;
  logger: LoggerService;
  onState: (state: KindState) => void;
  /** Called with clusters whose rows were deleted because a list did not have them. */
  onPruned: () => void;
}

/**
 * Keeps the rows of one kind on one cluster: lists it in pages, then watches from there. A watch that ends is resumed; one
 * whose place is forgotten (410) starts over with a list. Rows that a complete list does not have are deleted.
 */
export class KindSync {
  readonly #options: KindSyncOptions;
  readonly #path: ListPath;
  readonly #backoff = Backoff.create({ minimumMs: 500, maximumMs: 30_000 });
  #resourceVersion: string | undefined;

  static create(options: KindSyncOptions): KindSync {
    return new KindSync(options);
  }

  private constructor(options: KindSyncOptions) {
    this.#options = options;
    const { kind, version } = options.served;
    const { group, plural } = kind;
    this.#path = { group, version, plural, namespace: '' };
  }

  /** Runs until the signal aborts; never rejects. */
  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      try {
        if (this.#resourceVersion === undefined) {
          this.#resourceVersion = await this.#list(signal);
          if (signal.aborted) return;
          this.#options.onState({ state: 'current' });
        }
        await this.#watch(this.#resourceVersion, signal);
      } catch (error) {
        if (signal.aborted) return;
        await this.#recover(error, signal);
      }
    }
  }

  async #recover(error: unknown, signal: AbortSignal): Promise<void> {
    const failure =
      error instanceof KubernetesError
        ? error
        : new KubernetesError('serverError', 'The sync of this kind failed');
    if (failure !== error) {
      const { cluster, served, logger } = this.#options;
      logger.error(
        `The sync of ${served.kind.kind} on the cluster ${cluster} failed`,
        error as Error,
      );
    }
    const wasWatching = this.#resourceVersion !== undefined;
    const isFirst = this.#backoff.tries === 0;
    const delayMs = this.#backoff.next(failure.retryAfterMs);
    switch (failure.kind) {
      case 'expired':
        this.#resourceVersion = undefined;
        // Being late once is ordinary.
        if (wasWatching && isFirst) return;
        break;
      case 'malformed':
      case 'tooLarge':
      case 'notFound':
      case 'invalid':
        this.#resourceVersion = undefined;
        break;
      default:
    }
    const isTolerated =
      wasWatching &&
      !['unauthorized', 'forbidden', 'notFound', 'unreachable'].includes(
        failure.kind,
      ) &&
      this.#backoff.tries <= TOLERATED_FAILURES;
    if (!isTolerated) {
      this.#options.onState({ state: 'failed', error: failure });
    }
    await sleep(delayMs, signal);
  }

  /** Lists everything, writes it, deletes the rest; answers where to watch from. */
  async #list(signal: AbortSignal): Promise<string> {
    const { rows, served } = this.#options;
    const keep: Array<{ namespace: string; name: string }> = [];
    let limit = PAGE_SIZE;
    let token: string | undefined;
    const tokens = new Set<string>();
    const startedAt = Date.now();
    for (;;) {
      const page = await this.#page({ limit, continue: token }, signal);
      if (!page) {
        limit = Math.max(1, Math.floor(limit / 10));
        continue;
      }
      const changes = page.items.flatMap(object => this.#upsert(object));
      for (const change of changes) {
        if (change.type === 'upsert') {
          const { namespace, name } = change.projected.row;
          keep.push({ namespace, name });
        }
      }
      await rows.add(changes);
      token = page.continue;
      if (token !== undefined) {
        if (tokens.has(token)) {
          throw new KubernetesError(
            'malformed',
            'The API server repeats a page of its list: it would never end',
          );
        }
        tokens.add(token);
        if (
          keep.length > MAXIMUM_OBJECTS ||
          Date.now() - startedAt > MAXIMUM_LIST_MS
        ) {
          throw new KubernetesError(
            'tooLarge',
            `The list does not end: gave up after ${keep.length} objects`,
          );
        }
      } else {
        await rows.flush();
        // Aborted, the batcher may have given up rows: then the list is not complete.
        signal.throwIfAborted();
        const { group, kind } = served.kind;
        const pruned = await rows.prune({ group, kind }, keep);
        if (pruned > 0) this.#options.onPruned();
        return page.resourceVersion;
      }
    }
  }

  /** Undefined when the page is too large to be read, and a smaller one may not be. */
  async #page(
    query: { limit: number; continue: string | undefined },
    signal: AbortSignal,
  ): Promise<ObjectList | undefined> {
    try {
      return await this.#options.client.list(this.#path, query, { signal });
    } catch (error) {
      const { kind } = error as { kind?: unknown };
      if (kind === 'tooLarge' && query.limit > 1) return undefined;
      throw error;
    }
  }

  async #watch(resourceVersion: string, signal: AbortSignal): Promise<void> {
    const { client, rows, watchTimeoutMs } = this.#options;
    const startedAt = Date.now();
    // Jittered, so that the watches of a fleet do not all end together.
    const timeoutMs = watchTimeoutMs * (0.8 + Math.random() * 0.2);
    const events = client.watch(
      this.#path,
      { resourceVersion, timeoutSeconds: Math.ceil(timeoutMs / 1000) },
      { signal, silenceMs: timeoutMs + SILENCE_BEYOND_TIMEOUT_MS },
    );
    let count = 0;
    for await (const event of events) {
      if (signal.aborted) return;
      count += 1;
      await rows.add(this.#changeOf(event));
      const seen = event.object.metadata.resourceVersion;
      if (typeof seen === 'string' && seen !== '') this.#resourceVersion = seen;
      this.#recovered();
    }
    if (count === 0 && Date.now() - startedAt < SHORT_WATCH_MS) {
      await sleep(this.#backoff.next(), signal);
    } else {
      this.#recovered();
    }
  }

  #recovered(): void {
    if (this.#backoff.tries === 0) return;
    this.#backoff.reset();
    this.#options.onState({ state: 'current' });
  }

  #changeOf(event: WatchEvent): RowChange[] {
    switch (event.type) {
      case 'BOOKMARK':
        return [];
      case 'DELETED':
        return this.#upsert(event.object).flatMap(change =>
          change.type === 'upsert'
            ? [{ type: 'delete', name: change.projected.row }]
            : [],
        );
      default:
        return this.#upsert(event.object);
    }
  }

  #upsert(object: FluxObject): RowChange[] {
    const { served, cluster } = this.#options;
    const projected = toIndexRow(object, served, cluster);
    return projected ? [{ type: 'upsert', projected }] : [];
  }
}
