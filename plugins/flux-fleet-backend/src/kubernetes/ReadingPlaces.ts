import { Semaphore } from '../concurrency/Semaphore';

const PLACES = 24;
const HELD_FOR_MS = 500;

/**
 * Bounds how many large answers are read at the same time: while one waits, what the server sends stays with the server. A
 * place is held for a moment only, so that servers that send slowly cannot keep the answers of others from being read.
 */
export class ReadingPlaces {
  readonly #places: Semaphore;
  readonly #heldForMs: number;

  static create(
    options: { places?: number; heldForMs?: number } = {},
  ): ReadingPlaces {
    return new ReadingPlaces(
      options.places ?? PLACES,
      options.heldForMs ?? HELD_FOR_MS,
    );
  }

  private constructor(places: number, heldForMs: number) {
    this.#places = Semaphore.create(places);
    this.#heldForMs = heldForMs;
  }

  /** Reads when there is a place. */
  run<T>(read: () => Promise<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      void this.#places.run(async () => {
        const reading = read();
        reading.then(resolve, reject);
        let timer: NodeJS.Timeout | undefined;
        const left = new Promise<void>(leave => {
          timer = setTimeout(leave, this.#heldForMs);
        });
        await Promise.race([reading, left]).catch(() => undefined);
        clearTimeout(timer);
      });
    });
  }
}
