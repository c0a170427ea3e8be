import type { LoggerService } from '@backstage/backend-plugin-api';
import type { FluxObject } from '@flux-fleet/backstage-plugin-flux-fleet-common';
import { KubernetesError } from '../kubernetes/KubernetesError';
import type {
  ListPath,
  ServedKind,
  WatchEvent,
  WatchingClient,
} from '../kubernetes/types';
import { isBefore, type KindMemory } from './KindMemory';
import { KindTrouble } from './KindTrouble';
import { listKind } from './listKind';
import type { SyncObserver } from './observe/SyncObserver';
import type { ClusterRows } from './rows/RowBatcher';
import type { RowChange } from './rows/RowQueue';
import { silenceAllowed } from './silenceAllowed';
import { sleep } from './sleep';
import { toIndexRow } from './toIndexRow';

/** A watch that holds this long has recovered; one that ends sooner, having said nothing, has failed. */
const SHORT_WATCH_MS = 1_000;

/** How the sync of one kind is. */
export type KindState =
  /** Not complete yet. */
  | { state: 'listing' }
  /** Listed, and watched; `odd`: how many things the server told that are not objects as Kubernetes has them. */
  | { state: 'current'; odd: number }
  /** Tried again, later. */
  | { state: 'failed'; error: KubernetesError };

/** What a {@link KindSync} needs. */
export interface KindSyncOptions {
  client: WatchingClient;
  cluster: string;
  served: ServedKind;
  /** Where a sync of the kind before this one was, and where this one is. */
  memory: KindMemory;
  rows: ClusterRows;
  observer: SyncObserver;
  watchTimeoutMs: number;
  logger: LoggerService;
  onState: (state: KindState) => void;
  /** Called with every failure, also with those that do not change the state yet. */
  onFailure: (error: KubernetesError) => void;
  /** Called whenever the server said anything of use. */
  onHeard: () => void;
  /** Called when rows were deleted because a list did not have them. */
  onPruned: () => void;
}

/**
 * Keeps the rows of one kind on one cluster: lists it in pages, then watches from there. A watch that ends is resumed; one
 * whose place is forgotten (410) starts over with a list. Rows that a complete list does not have are deleted.
 */
export class KindSync {
  readonly #options: KindSyncOptions;
  readonly #path: ListPath;
  readonly #trouble: KindTrouble;
  #isCurrent = false;
  #odd = 0;

  static create(options: KindSyncOptions): KindSync {
    return new KindSync(options);
  }

  private constructor(options: KindSyncOptions) {
    this.#options = options;
    const { kind, version } = options.served;
    const { group, plural } = kind;
    this.#path = { group, version, plural, namespace: '' };
    this.#trouble = KindTrouble.create({ memory: options.memory });
  }

  /** Runs until the signal aborts; never rejects. */
  async run(signal: AbortSignal): Promise<void> {
    const { memory } = this.#options;
    while (!signal.aborted) {
      const during = memory.resourceVersion === undefined ? 'list' : 'watch';
      try {
        if (memory.resourceVersion === undefined) {
          await this.#list(signal);
        } else {
          await this.#watch(memory.resourceVersion, signal);
        }
      } catch (error) {
        if (signal.aborted) return;
        await this.#recover(error, during, signal);
      }
    }
  }

  async #recover(
    error: unknown,
    during: 'list' | 'watch',
    signal: AbortSignal,
  ): Promise<void> {
    const { cluster, served, observer, logger } = this.#options;
    const { group, kind } = served.kind;
    const failure =
      error instanceof KubernetesError
        ? error
        : new KubernetesError('serverError', 'The sync of this kind failed');
    if (failure !== error) {
      logger.error(
        `The sync of ${kind} on the cluster ${cluster} failed`,
        error as Error,
      );
    }
    const { kind: reason } = failure;
    observer.failed({ cluster, group, kind }, { during, reason });
    const { isTolerated, delayMs } = this.#trouble.failed(failure, {
      during,
      isCurrent: this.#isCurrent,
    });
    this.#options.onFailure(failure);
    if (!isTolerated) {
      this.#isCurrent = false;
      this.#options.onState({ state: 'failed', error: failure });
    }
    await sleep(delayMs, signal);
  }

  /** Lists everything, writes it, deletes the rest, and remembers where to watch from. */
  async #list(signal: AbortSignal): Promise<void> {
    const { client, cluster, memory, rows, served, observer } = this.#options;
    const { group, kind } = served.kind;
    await sleep(this.#trouble.untilNextList(), signal);
    if (signal.aborted) return;
    const keep: Array<{ namespace: string; name: string }> = [];
    let leftOut = 0;
    let odd = 0;
    const startedAt = performance.now();
    const { resourceVersion, pages } = await listKind({
      client,
      path: this.#path,
      pageSize: this.#trouble.pageSize,
      signal,
      onPage: async (objects, notObjects) => {
        this.#options.onHeard();
        const changes = objects.flatMap(object => this.#upsert(object));
        for (const { projected } of changes) {
          const { namespace, name } = projected.row;
          keep.push({ namespace, name });
          if (projected.isOdd) odd += 1;
        }
        leftOut += notObjects + objects.length - changes.length;
        await rows.add(changes);
      },
    });
    await rows.flush();
    signal.throwIfAborted();
    // One that is left out may be any of the rows.
    if (leftOut === 0) {
      const pruned = await rows.prune({ group, kind }, keep);
      if (pruned > 0) this.#options.onPruned();
      signal.throwIfAborted();
    }
    const seconds = (performance.now() - startedAt) / 1000;
    memory.resourceVersion = resourceVersion;
    this.#odd = odd + leftOut;
    this.#trouble.listed(seconds * 1000);
    observer.listed(
      { cluster, group, kind },
      { seconds, objects: keep.length, pages },
    );
    this.#current();
  }

  async #watch(resourceVersion: string, signal: AbortSignal): Promise<void> {
    const { client, cluster, memory, rows, served, observer, watchTimeoutMs } =
      this.#options;
    const { group, kind } = served.kind;
    // Jittered, so that the watches of a fleet do not all end together.
    const timeoutMs = watchTimeoutMs * (0.8 + Math.random() * 0.2);
    let openedAt: number | undefined;
    let held: NodeJS.Timeout | undefined;
    const recovered = () => {
      clearTimeout(held);
      held = undefined;
      this.#trouble.recovered();
      if (!this.#isCurrent) this.#current();
    };
    let count = 0;
    try {
      const events = client.watch(
        this.#path,
        { resourceVersion, timeoutSeconds: Math.ceil(timeoutMs / 1000) },
        {
          signal,
          silenceMs: silenceAllowed(timeoutMs),
          onOpen: () => {
            openedAt = performance.now();
            this.#options.onHeard();
            observer.watchOpened({ cluster, group, kind });
            if (!this.#isCurrent || this.#trouble.isAny) {
              held = setTimeout(recovered, SHORT_WATCH_MS);
            }
          },
        },
      );
      for await (const event of events) {
        if (signal.aborted) return;
        count += 1;
        this.#options.onHeard();
        const seen = placeAfter(event, memory.resourceVersion);
        await rows.add(this.#changeOf(event));
        memory.resourceVersion = seen;
        if (!this.#isCurrent || this.#trouble.isAny) recovered();
      }
    } finally {
      clearTimeout(held);
      if (openedAt !== undefined) {
        const seconds = (performance.now() - openedAt) / 1000;
        const watch = { seconds, events: count };
        observer.watchClosed({ cluster, group, kind }, watch);
      }
    }
    if (signal.aborted) return;
    const openFor = performance.now() - (openedAt ?? performance.now());
    if (count === 0 && openFor < Math.min(SHORT_WATCH_MS, timeoutMs / 2)) {
      throw new KubernetesError(
        'serverError',
        'The API server ends watches as soon as they begin',
      );
    }
    // What was odd may be told well by now.
    if (this.#odd > 0) memory.resourceVersion = undefined;
  }

  #current(): void {
    this.#isCurrent = true;
    this.#options.onState({ state: 'current', odd: this.#odd });
  }

  #changeOf(event: WatchEvent): RowChange[] {
    if (event.type === 'BOOKMARK') return [];
    const changes = this.#upsert(event.object);
    if (event.type === 'DELETED') {
      if (changes.length === 0) {
        throw new KubernetesError(
          'malformed',
          'The API server says that an object is deleted, and not which',
        );
      }
      return changes.map(({ projected }) => ({
        type: 'delete',
        name: projected.row,
      }));
    }
    if (changes.length === 0 || changes[0].projected.isOdd) {
      this.#odd += 1;
      if (this.#odd === 1) this.#current();
    }
    return changes;
  }

  /** Nothing for an object without a name. */
  #upsert(object: FluxObject): Array<RowChange & { type: 'upsert' }> {
    const { served, cluster } = this.#options;
    const projected = toIndexRow(object, served, cluster);
    return projected ? [{ type: 'upsert', projected }] : [];
  }
}

/** Where to watch from after an event. Throws KubernetesError when the server went back to before what it had told. */
function placeAfter(
  event: WatchEvent,
  place: string | undefined,
): string | undefined {
  const seen: unknown = event.object.metadata.resourceVersion;
  if (typeof seen !== 'string' || seen === '') return place;
  if (place !== undefined && isBefore(seen, place)) {
    throw new KubernetesError(
      'expired',
      'The API server tells of changes from before those that it had told; its state may have been restored',
    );
  }
  return seen;
}
