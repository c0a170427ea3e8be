import type { LoggerService } from '@backstage/backend-plugin-api';
import {
  stringifyResourceRef,
  type ResourceName,
} from '@flux-fleet/backstage-plugin-flux-fleet-common';
import type { ResourceWriter } from '../resources/types';
import { Backoff } from './Backoff';
import { settleRows } from './settleRows';
import type { ProjectedRow } from './toIndexRow';

const FLUSH_AFTER_MS = 100;
const ROWS_PER_WRITE = 500;
const MAXIMUM_WAITING = 4_000;
/** After so many failed tries of a batch its rows are written one by one: one of them may be what the database refuses. */
const TRIES_TOGETHER = 4;

/** A row that changed, or one that is gone. */
export type RowChange =
  | { type: 'upsert'; projected: ProjectedRow }
  | { type: 'delete'; name: ResourceName };

function nameOf(change: RowChange): ResourceName {
  return change.type === 'upsert' ? change.projected.row : change.name;
}

/**
 * Collects changes of all clusters and writes them together: soon after the first, or when there are enough. Later changes
 * of a row replace earlier ones that still wait. When too many wait, `add` waits too, and with it the watch it comes from.
 */
export class RowBatcher {
  readonly #writer: ResourceWriter;
  readonly #logger: LoggerService;
  readonly #onChanged: (clusters: string[]) => void;
  readonly #backoff = Backoff.create({ minimumMs: 200, maximumMs: 10_000 });
  #waiting = new Map<string, { change: RowChange; sequence: number }>();
  #sequence = 0;
  #flushes: Array<{ through: number; resolve: () => void }> = [];
  #timer: NodeJS.Timeout | undefined;
  #writing: Promise<void> | undefined;
  #isStopped = false;
  /** Wakes a retry early when the batcher stops. */
  #wake = () => {};

  /** `onChanged` is called with the names of clusters whose rows changed, after the commit. */
  static create(options: {
    writer: ResourceWriter;
    logger: LoggerService;
    onChanged: (clusters: string[]) => void;
  }): RowBatcher {
    return new RowBatcher(options);
  }

  private constructor(options: {
    writer: ResourceWriter;
    logger: LoggerService;
    onChanged: (clusters: string[]) => void;
  }) {
    this.#writer = options.writer;
    this.#logger = options.logger;
    this.#onChanged = options.onChanged;
  }

  /** Takes changes; resolves when there is room for more. */
  async add(changes: RowChange[]): Promise<void> {
    if (this.#isStopped) return;
    for (const change of changes) {
      const key = stringifyResourceRef(nameOf(change));
      // Deleted first, so that a change moves to the end and a row's changes stay in order.
      this.#waiting.delete(key);
      this.#waiting.set(key, { change, sequence: ++this.#sequence });
    }
    if (this.#waiting.size >= ROWS_PER_WRITE) this.#start();
    else if (this.#waiting.size > 0) {
      this.#timer ??= setTimeout(() => this.#start(), FLUSH_AFTER_MS);
    }
    while (this.#waiting.size >= MAXIMUM_WAITING && this.#writing) {
      await this.#writing;
    }
  }

  /** Resolves when everything that was added before is in the database, replaced by something newer, or given up. */
  flush(): Promise<void> {
    if (this.#waiting.size === 0 && !this.#writing) return Promise.resolve();
    this.#start();
    return new Promise(resolve =>
      this.#flushes.push({ through: this.#sequence, resolve }),
    );
  }

  /** Writes what waits, once, and takes nothing more. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    this.#wake();
    await this.flush();
  }

  #start(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#writing ??= this.#drain().finally(() => {
      this.#writing = undefined;
    });
  }

  async #drain(): Promise<void> {
    while (this.#waiting.size > 0) {
      const batch = [...this.#waiting.entries()].slice(0, ROWS_PER_WRITE);
      for (const [key] of batch) this.#waiting.delete(key);
      await this.#writeUntilDone(batch.map(([, { change }]) => change));
      const [oldest] = this.#waiting.values();
      this.#endFlushes(oldest?.sequence ?? Infinity);
    }
  }

  #endFlushes(oldestWaiting: number): void {
    const ended = this.#flushes.filter(f => f.through < oldestWaiting);
    this.#flushes = this.#flushes.filter(f => f.through >= oldestWaiting);
    for (const { resolve } of ended) resolve();
  }

  async #writeUntilDone(changes: RowChange[]): Promise<void> {
    this.#backoff.reset();
    for (;;) {
      try {
        await this.#write(changes);
        return;
      } catch (error) {
        const delayMs = this.#backoff.next();
        this.#logger.warn(
          `${changes.length} changes could not be written to the index: ${
            (error as Error).message
          }`,
        );
        if (this.#isStopped) return;
        if (this.#backoff.tries >= TRIES_TOGETHER && changes.length > 1) {
          if (await this.#writeOneByOne(changes)) return;
        }
        await this.#pause(delayMs);
      }
    }
  }

  /** Answers whether any could be written: if none, it is the database that fails, not a row. */
  async #writeOneByOne(changes: RowChange[]): Promise<boolean> {
    const failed: RowChange[] = [];
    for (const change of changes) {
      await this.#write([change]).catch(() => failed.push(change));
      if (failed.length > 10 && failed.length === changes.indexOf(change) + 1) {
        return false;
      }
    }
    if (failed.length === changes.length) return false;
    for (const change of failed) {
      this.#logger.error(
        `The database refuses ${stringifyResourceRef(
          nameOf(change),
        )}: it is left out until it changes`,
      );
    }
    return true;
  }

  async #write(changes: RowChange[]): Promise<void> {
    const upserts = await settleRows({
      rows: changes.flatMap(change =>
        change.type === 'upsert' ? [change.projected] : [],
      ),
      writer: this.#writer,
      now: new Date(),
    });
    const { changedClusters } = await this.#writer.write({
      upserts,
      deletes: changes.flatMap(change =>
        change.type === 'delete' ? [change.name] : [],
      ),
    });
    if (changedClusters.length > 0) this.#onChanged(changedClusters);
  }

  #pause(milliseconds: number): Promise<void> {
    return new Promise(resolve => {
      const timer = setTimeout(resolve, milliseconds);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
