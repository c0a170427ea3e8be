import { KubernetesError } from './KubernetesError';

/**
 * Bounds a request in time: its signal aborts when the caller's does, or when the time is over. Whoever creates one
 * must `clear` it. Timers of its own instead of `AbortSignal.timeout`, which cannot be cleared.
 */
export class Deadline {
  readonly #controller = new AbortController();
  readonly #caller: AbortSignal | undefined;
  #timer: NodeJS.Timeout | undefined;
  readonly #onAbort = () => this.#controller.abort(this.#caller?.reason);

  static create(options: {
    signal?: AbortSignal;
    timeoutMs: number;
    /** What is late, for the message. */
    what: string;
  }): Deadline {
    return new Deadline(options);
  }

  private constructor(
    private readonly options: {
      signal?: AbortSignal;
      timeoutMs: number;
      what: string;
    },
  ) {
    this.#caller = options.signal;
    if (this.#caller?.aborted) this.#onAbort();
    else this.#caller?.addEventListener('abort', this.#onAbort);
    this.extend();
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** Starts the time anew. */
  extend(): void {
    this.pause();
    const { timeoutMs, what } = this.options;
    this.#timer = setTimeout(
      () =>
        this.#controller.abort(
          new KubernetesError(
            'unreachable',
            `${what} within ${Math.round(timeoutMs / 1000)} seconds`,
          ),
        ),
      timeoutMs,
    );
  }

  /** Stops the time until {@link Deadline.extend}: while it is us who are late. */
  pause(): void {
    clearTimeout(this.#timer);
  }

  clear(): void {
    this.pause();
    this.#caller?.removeEventListener('abort', this.#onAbort);
  }
}
