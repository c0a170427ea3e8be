import { TimerHeap } from './TimerHeap';
import { Clock } from './types';

/**
 * A clock that stands still until it is told to go on: for tests.
 *
 * @public
 */
export class ManualClock implements Clock {
  readonly #heap = new TimerHeap();
  #now: number;

  /** @param startAt - milliseconds since the epoch */
  static create(startAt: number = Date.UTC(2026, 0, 15, 12)): ManualClock {
    return new ManualClock(startAt);
  }

  private constructor(startAt: number) {
    this.#now = startAt;
  }

  now(): number {
    return this.#now;
  }

  schedule(at: number, task: () => void): () => void {
    const entry = this.#heap.push(at, task);
    return () => this.#heap.cancel(entry);
  }

  /** How many tasks wait. */
  get scheduled(): number {
    return this.#heap.size;
  }

  /** Lets time pass (milliseconds), running each task at its time, also those that come to be on the way. */
  advance(milliseconds: number): void {
    const end = this.#now + milliseconds;
    for (;;) {
      const next = this.#heap.peek();
      if (next === undefined || next > end) {
        break;
      }
      this.#now = Math.max(this.#now, next);
      this.#heap.popDue(this.#now)?.();
    }
    this.#now = end;
  }
}
