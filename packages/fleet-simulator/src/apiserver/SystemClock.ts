import { TimerHeap } from './TimerHeap';
import { Clock } from './types';

/** Node's timers take at most a 31-bit delay; a later task is waited for in steps. */
const LONGEST_DELAY_MS = 2_147_483_647;
/** Tasks run in slices of this length, so that a burst of due tasks does not keep requests waiting. */
const SLICE_MS = 10;

/**
 * The system's time, with one heap and one real timer for all tasks. The timer does not keep the process alive.
 * A task that throws does not keep the others from running: its error is thrown again on its own.
 *
 * @public
 */
export class SystemClock implements Clock {
  readonly #heap = new TimerHeap();
  #timer: NodeJS.Timeout | undefined;
  #timerAt = Infinity;

  static create(): SystemClock {
    return new SystemClock();
  }

  now(): number {
    return Date.now();
  }

  schedule(at: number, task: () => void): () => void {
    const entry = this.#heap.push(at, task);
    if (at < this.#timerAt) {
      this.#arm(at);
    }
    return () => this.#heap.cancel(entry);
  }

  /** How many tasks wait. */
  get scheduled(): number {
    return this.#heap.size;
  }

  #arm(at: number): void {
    clearTimeout(this.#timer);
    this.#timerAt = at;
    const delay = Math.min(Math.max(0, at - Date.now()), LONGEST_DELAY_MS);
    this.#timer = setTimeout(() => this.#run(), delay);
    this.#timer.unref();
  }

  #run(): void {
    const sliceEnd = Date.now() + SLICE_MS;
    for (;;) {
      const now = Date.now();
      const task = this.#heap.popDue(now);
      if (!task) {
        break;
      }
      try {
        task();
      } catch (error) {
        queueMicrotask(() => {
          throw error;
        });
      }
      if (Date.now() > sliceEnd) {
        break;
      }
    }
    const next = this.#heap.peek();
    if (next === undefined) {
      this.#timerAt = Infinity;
    } else {
      this.#arm(next);
    }
  }
}
