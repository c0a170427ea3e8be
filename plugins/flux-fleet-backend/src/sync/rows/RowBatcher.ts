import type { LoggerService } from '@backstage/backend-plugin-api';
import {
  stringifyResourceRef,
  type DerivedStatus,
} from '@flux-fleet/backstage-plugin-flux-fleet-common';
import type { Claim } from '../../clusters/Claim';
import { isUnavailable } from '../../database/isUnavailable';
import type {
  IndexRow,
  KindOnCluster,
  ResourceWriter,
} from '../../resources/types';
import { Backoff } from '../Backoff';
import type { SyncObserver } from '../observe/SyncObserver';
import { sleep } from '../sleep';
import {
  nameOf,
  RowQueue,
  type RowChange,
  type WaitingChange,
} from './RowQueue';
import { settleRow } from './settleRow';

const FLUSH_AFTER_MS = 50;
const ROWS_PER_WRITE = 1_000;
/** Room for the page that is being written, and the next one. */
const MAXIMUM_WAITING_PER_CLUSTER = 1_000;
const MAXIMUM_WAITING = 8_000;
/** After so many failed tries of a batch its rows are written one by one: one of them may be what the database refuses. */
const TRIES_TOGETHER = 4;

/** What the sync of one cluster writes to. */
export interface ClusterRows {
  /** Takes changes; resolves when there is room for more, so that whoever reads from the cluster slows it down. */
  add(changes: readonly RowChange[]): Promise<void>;
  /** Resolves when everything that was added before is in the database, replaced by something newer, or given up. */
  flush(): Promise<void>;
  /** Deletes the rows of a kind that are not among the names; answers how many. Waits for a database that is down. */
  prune(
    kind: { group: string; kind: string },
    keep: Array<{ namespace: string; name: string }>,
  ): Promise<number>;
  /** The kinds that the cluster has rows of. Waits for a database that is down. */
  kinds(): Promise<KindOnCluster[]>;
  /** Gives up what waits, and takes nothing more. */
  close(): void;
}

interface BatcherOptions {
  writer: ResourceWriter;
  logger: LoggerService;
  observer: SyncObserver;
  /** Called with clusters whose rows changed, after the commit. */
  onChanged: (clusters: string[]) => void;
  /** Called when nothing could be written for a cluster because another replica holds it. */
  onRefused: (claim: Claim) => void;
}

interface Batch {
  claims: Claim[];
  changes: WaitingChange[];
  queues: RowQueue[];
}

/**
 * Collects changes of all clusters and writes them together: soon after the first, or when there are enough. Each batch has
 * a part of every cluster that waits, so that a busy one does not keep others waiting, and each cluster may have only so
 * many waiting. A batch that fails is tried until it succeeds: nothing is lost while the database is down.
 */
export class RowBatcher {
  readonly #options: BatcherOptions;
  readonly #backoff = Backoff.create({ minimumMs: 200, maximumMs: 5_000 });
  readonly #queues = new Map<string, RowQueue>();
  readonly #controller = new AbortController();
  #waiting = 0;
  #timer: NodeJS.Timeout | undefined;
  #writing: Promise<void> | undefined;
  /** Those who wait until there is more room. */
  #waiters: Array<() => void> = [];

  static create(options: BatcherOptions): RowBatcher {
    return new RowBatcher(options);
  }

  private constructor(options: BatcherOptions) {
    this.#options = options;
  }

  /** How many rows wait for the database. */
  get waiting(): number {
    return this.#waiting;
  }

  /** Takes changes of a cluster from now on, under a claim that this replica holds. */
  open(claim: Claim): ClusterRows {
    const queue = RowQueue.create(claim);
    const { writer } = this.#options;
    const before = this.#queues.get(claim.cluster);
    if (before) this.#close(before);
    this.#queues.set(claim.cluster, queue);
    return {
      add: changes => this.#add(queue, changes),
      flush: () => {
        this.#start();
        return queue.flushed();
      },
      prune: (kind, keep) =>
        this.#persist(queue, () => writer.prune(claim, { ...kind, keep })).then(
          pruned => pruned ?? 0,
        ),
      kinds: () =>
        this.#persist(queue, () => writer.kindsOf(claim.cluster)).then(
          kinds => kinds ?? [],
        ),
      close: () => {
        this.#close(queue);
        if (this.#queues.get(claim.cluster) === queue) {
          this.#queues.delete(claim.cluster);
        }
      },
    };
  }

  /** Writes what waits, trying once, and takes nothing more. */
  async stop(): Promise<void> {
    this.#controller.abort();
    clearTimeout(this.#timer);
    this.#start();
    await this.#writing;
    for (const queue of this.#queues.values()) this.#close(queue);
  }

  #close(queue: RowQueue): void {
    this.#waiting -= queue.size;
    queue.close();
    this.#moved();
  }

  async #add(queue: RowQueue, changes: readonly RowChange[]): Promise<void> {
    const { signal } = this.#controller;
    if (queue.isClosed || signal.aborted || changes.length === 0) return;
    const before = queue.size;
    queue.push(changes, performance.now());
    this.#waiting += queue.size - before;
    if (this.#waiting >= ROWS_PER_WRITE) this.#start();
    else this.#timer ??= setTimeout(() => this.#start(), FLUSH_AFTER_MS);
    const isFull = () =>
      queue.size >= MAXIMUM_WAITING_PER_CLUSTER ||
      // A cluster that has little waiting need not wait for the others.
      (this.#waiting >= MAXIMUM_WAITING &&
        queue.size >= MAXIMUM_WAITING_PER_CLUSTER / 10);
    while (isFull() && !signal.aborted) {
      await new Promise<void>(resolve => this.#waiters.push(resolve));
    }
  }

  #start(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#writing ??= this.#drain().finally(() => {
      this.#writing = undefined;
    });
  }

  #moved(): void {
    const waiters = this.#waiters;
    this.#waiters = [];
    for (const resolve of waiters) resolve();
  }

  async #drain(): Promise<void> {
    for (let batch = this.#next(); batch; batch = this.#next()) {
      await this.#writeUntilDone(batch);
      for (const queue of batch.queues) queue.settle();
      this.#moved();
    }
  }

  /** An equal part of every cluster that waits; who came first this time comes last the next. */
  #next(): Batch | undefined {
    const waiting = [...this.#queues.values()].filter(({ size }) => size > 0);
    if (waiting.length === 0) return undefined;
    const batch: Batch = { claims: [], changes: [], queues: [] };
    const takes = new Map<RowQueue, number>();
    let room = ROWS_PER_WRITE;
    // Those with the least first: what they leave of their parts is for the others.
    const bySize = [...waiting].sort((a, b) => a.size - b.size);
    bySize.forEach((queue, i) => {
      const part = Math.ceil(room / (bySize.length - i));
      const taken = Math.min(queue.size, part, room);
      takes.set(queue, taken);
      room -= taken;
    });
    for (const queue of waiting) {
      const changes = queue.take(takes.get(queue)!);
      this.#waiting -= changes.length;
      if (changes.length === 0) continue;
      batch.queues.push(queue);
      batch.claims.push(queue.claim);
      for (const change of changes) batch.changes.push(change);
    }
    return batch;
  }

  async #writeUntilDone(batch: Batch): Promise<void> {
    const { logger } = this.#options;
    const { signal } = this.#controller;
    this.#backoff.reset();
    for (;;) {
      const open = withoutClosed(batch);
      try {
        await this.#write(open);
        if (this.#backoff.tries > 1) {
          logger.info('The database takes changes of the index again');
        }
        return;
      } catch (error) {
        const delayMs = this.#backoff.next();
        const isDown = isUnavailable(error);
        logger.warn(
          `${open.changes.length} changes could not be written to the index: ${
            (error as Error).message
          }`,
        );
        if (signal.aborted) return;
        if (!isDown && this.#backoff.tries >= TRIES_TOGETHER) {
          if (await this.#writeOneByOne(open)) return;
        }
        await sleep(delayMs, signal);
      }
    }
  }

  /** Answers whether it went through: if the database fails on the way, the batch is tried again. */
  async #writeOneByOne({ claims, changes, queues }: Batch): Promise<boolean> {
    for (const change of changes) {
      try {
        await this.#write({ claims, changes: [change], queues });
      } catch (error) {
        if (isUnavailable(error)) return false;
        this.#options.logger.error(
          `The database refuses ${stringifyResourceRef(
            nameOf(change.change),
          )}: it is left out until it changes (${(error as Error).message})`,
        );
      }
    }
    return true;
  }

  async #write({ claims, changes }: Batch): Promise<void> {
    if (changes.length === 0) return;
    const { writer, observer, onChanged, onRefused } = this.#options;
    const derived = new Map<IndexRow, DerivedStatus>();
    const oldest = new Map<string, number>();
    for (const { change, heardAt } of changes) {
      if (change.type === 'upsert') {
        derived.set(change.projected.row, change.projected.derived);
      }
      const { cluster } = nameOf(change);
      oldest.set(cluster, Math.min(oldest.get(cluster) ?? Infinity, heardAt));
    }
    const now = new Date();
    const { counts, refused } = await writer.write({
      claims,
      upserts: [...derived.keys()],
      deletes: changes.flatMap(({ change }) =>
        change.type === 'delete' ? [change.name] : [],
      ),
      settle: (row, previous) =>
        settleRow({ row, derived: derived.get(row)!, previous, now }),
    });
    const committedAt = performance.now();
    const changed: string[] = [];
    for (const [cluster, count] of counts) {
      const heardAt = oldest.get(cluster);
      if (heardAt === undefined) continue;
      if (count.written + count.deleted > 0) changed.push(cluster);
      const lagSeconds = (committedAt - heardAt) / 1000;
      observer.wrote(cluster, { ...count, lagSeconds });
    }
    for (const claim of refused) onRefused(claim);
    if (changed.length > 0) onChanged(changed);
  }

  /** Tries until it succeeds, or fails for another reason than that the database is down; undefined when it is given up. */
  async #persist<T>(
    queue: RowQueue,
    run: () => Promise<T>,
  ): Promise<T | undefined> {
    const { signal } = this.#controller;
    const backoff = Backoff.create({ minimumMs: 200, maximumMs: 5_000 });
    while (!queue.isClosed) {
      try {
        return await run();
      } catch (error) {
        if (!isUnavailable(error) || signal.aborted) throw error;
        await sleep(backoff.next(), signal);
      }
    }
    return undefined;
  }
}

/** What waited under a claim that is given up meanwhile is not written any more. */
function withoutClosed(batch: Batch): Batch {
  const open = new Set(
    batch.queues.filter(({ isClosed }) => !isClosed).map(q => q.claim.cluster),
  );
  if (open.size === batch.queues.length) return batch;
  return {
    queues: batch.queues,
    claims: batch.claims.filter(({ cluster }) => open.has(cluster)),
    changes: batch.changes.filter(({ change }) =>
      open.has(nameOf(change).cluster),
    ),
  };
}
