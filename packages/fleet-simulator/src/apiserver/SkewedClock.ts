import { Clock } from './types';

/**
 * A clock that is off by some milliseconds, as a cluster's clock may be. Tasks scheduled on it run when it shows their time.
 *
 * @public
 */
export class SkewedClock implements Clock {
  readonly #clock: Clock;
  #skewMilliseconds = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** How far ahead of the real clock this one is; negative when behind. */
  get skewMilliseconds(): number {
    return this.#skewMilliseconds;
  }

  /** Changes the skew; tasks that wait already keep their real time. */
  setSkew(milliseconds: number): void {
    this.#skewMilliseconds = milliseconds;
  }

  now(): number {
    return this.#clock.now() + this.#skewMilliseconds;
  }

  schedule(at: number, task: () => void): () => void {
    return this.#clock.schedule(at - this.#skewMilliseconds, task);
  }
}
