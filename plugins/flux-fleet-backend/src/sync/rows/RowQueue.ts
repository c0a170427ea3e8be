import {
  stringifyResourceRef,
  type ResourceName,
} from '@flux-fleet/backstage-plugin-flux-fleet-common';
import type { Claim } from '../../clusters/Claim';
import type { ProjectedRow } from '../toIndexRow';

/** A row that changed, or one that is gone. */
export type RowChange =
  | { type: 'upsert'; projected: ProjectedRow }
  | { type: 'delete'; name: ResourceName };

/** A change that waits to be written, and since when (milliseconds of `performance.now()`). */
export interface WaitingChange {
  change: RowChange;
  sequence: number;
  heardAt: number;
}

/** What names the row of a change. */
export function nameOf(change: RowChange): ResourceName {
  return change.type === 'upsert' ? change.projected.row : change.name;
}

/** Changes of one cluster that wait to be written: one for each row, the last, in the order of their coming. */
export class RowQueue {
  readonly claim: Claim;
  #waiting = new Map<string, WaitingChange>();
  #sequence = 0;
  #inHand: { from: number } | undefined;
  #ends: Array<{ through: number; resolve: () => void }> = [];
  isClosed = false;

  static create(claim: Claim): RowQueue {
    return new RowQueue(claim);
  }

  private constructor(claim: Claim) {
    this.claim = claim;
  }

  get size(): number {
    return this.#waiting.size;
  }

  /** Takes changes; a later change of a row replaces one that still waits. */
  push(changes: readonly RowChange[], heardAt: number): void {
    for (const change of changes) {
      const key = stringifyResourceRef(nameOf(change));
      const before = this.#waiting.get(key);
      // Deleted first, so that a change moves to the end.
      this.#waiting.delete(key);
      this.#waiting.set(key, {
        change,
        sequence: ++this.#sequence,
        heardAt: before?.heardAt ?? heardAt,
      });
    }
  }

  /** Hands out the oldest changes, to be followed by {@link RowQueue.settle}. */
  take(limit: number): WaitingChange[] {
    const taken: WaitingChange[] = [];
    for (const [key, waiting] of this.#waiting) {
      if (taken.length >= limit) break;
      this.#waiting.delete(key);
      taken.push(waiting);
    }
    if (taken.length > 0) this.#inHand = { from: taken[0].sequence };
    return taken;
  }

  /** What was handed out is written, or given up. */
  settle(): void {
    this.#inHand = undefined;
    this.#endFlushes();
  }

  /** Resolves when everything that was pushed before is written, replaced by something newer, or given up. */
  flushed(): Promise<void> {
    if (this.#waiting.size === 0 && !this.#inHand) return Promise.resolve();
    return new Promise(resolve =>
      this.#ends.push({ through: this.#sequence, resolve }),
    );
  }

  /** Gives up what waits, and takes nothing more. */
  close(): void {
    this.isClosed = true;
    this.#waiting.clear();
    this.#endFlushes();
  }

  #endFlushes(): void {
    const [oldest] = this.#waiting.values();
    const pending = Math.min(
      oldest?.sequence ?? Infinity,
      this.#inHand?.from ?? Infinity,
    );
    const ended = this.#ends.filter(({ through }) => through < pending);
    this.#ends = this.#ends.filter(({ through }) => through >= pending);
    for (const { resolve } of ended) resolve();
  }
}
