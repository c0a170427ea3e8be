/** Lets a number of tasks run at the same time; the others wait in their order. */
export class Semaphore {
  #free: number;
  readonly #waiting: Array<() => void> = [];

  static create(places: number): Semaphore {
    return new Semaphore(places);
  }

  private constructor(places: number) {
    this.#free = places;
  }

  async run<T>(task: () => Promise<T>): Promise<T> {
    if (this.#free > 0) this.#free -= 1;
    else await new Promise<void>(resolve => this.#waiting.push(resolve));
    try {
      return await task();
    } finally {
      const next = this.#waiting.shift();
      if (next) next();
      else this.#free += 1;
    }
  }
}
