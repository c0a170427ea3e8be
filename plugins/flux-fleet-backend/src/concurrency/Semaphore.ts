/** Lets a number of tasks run at the same time; the others wait in their order. */
export class Semaphore {
  #free: number;
  readonly #waiting = new Set<() => void>();

  static create(places: number): Semaphore {
    return new Semaphore(places);
  }

  private constructor(places: number) {
    this.#free = places;
  }

  /** Runs the task when there is a place. Once the signal aborts it does not wait any longer: the task may look at it. */
  async run<T>(task: () => Promise<T>, signal?: AbortSignal): Promise<T> {
    const hasPlace = await this.#enter(signal);
    try {
      return await task();
    } finally {
      if (hasPlace) this.#leave();
    }
  }

  /** Answers whether a place was taken. */
  async #enter(signal: AbortSignal | undefined): Promise<boolean> {
    if (signal?.aborted) return false;
    if (this.#free > 0) {
      this.#free -= 1;
      return true;
    }
    return new Promise<boolean>(resolve => {
      const entered = new AbortController();
      const enter = () => {
        entered.abort();
        resolve(true);
      };
      const giveUp = () => {
        this.#waiting.delete(enter);
        resolve(false);
      };
      this.#waiting.add(enter);
      signal?.addEventListener('abort', giveUp, {
        once: true,
        signal: entered.signal,
      });
    });
  }

  #leave(): void {
    const [next] = this.#waiting;
    if (!next) {
      this.#free += 1;
      return;
    }
    this.#waiting.delete(next);
    next();
  }
}
