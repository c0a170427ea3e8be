/** No server makes us wait longer than this. */
const LONGEST_RETRY_AFTER_MS = 300_000;

/**
 * How long to wait before the next try: exponential with full jitter
 * (https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/), never less than the minimum.
 */
export class Backoff {
  readonly #minimumMs: number;
  readonly #maximumMs: number;
  readonly #random: () => number;
  #tries = 0;

  static create(options: {
    minimumMs: number;
    maximumMs: number;
    random?: () => number;
  }): Backoff {
    return new Backoff(options);
  }

  private constructor(options: {
    minimumMs: number;
    maximumMs: number;
    random?: () => number;
  }) {
    this.#minimumMs = options.minimumMs;
    this.#maximumMs = options.maximumMs;
    this.#random = options.random ?? Math.random;
  }

  /** How many tries have failed since the last success. */
  get tries(): number {
    return this.#tries;
  }

  /**
   * Counts a failed try.
   *
   * @param retryAfterMs - what the server asked for: it is waited at least as long, and a little longer, so that not
   * everybody comes back at once
   */
  next(retryAfterMs = 0): number {
    const ceiling = Math.min(
      this.#maximumMs,
      this.#minimumMs * 2 ** Math.min(++this.#tries, 30),
    );
    const jittered =
      this.#minimumMs + this.#random() * (ceiling - this.#minimumMs);
    const asked = Math.min(retryAfterMs, LONGEST_RETRY_AFTER_MS);
    return Math.max(jittered, asked * (1 + this.#random() / 10));
  }

  reset(): void {
    this.#tries = 0;
  }
}
