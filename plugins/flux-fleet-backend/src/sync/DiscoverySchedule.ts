/** After a change of definitions the server needs a moment until it serves it; some need longer. */
const AFTER_CHANGE_MS = 1_000;
const AGAIN_AFTER_CHANGE_MS = 10_000;
/** Kinds that are told of and not served (404) have the server asked no more often than this. */
const MISSING_EVERY_MS = 2_000;
/** When asking failed. */
const RETRY_MS = 5_000;

/** Says when a cluster is to be asked which kinds it serves. Times are milliseconds since 1970. */
export class DiscoverySchedule {
  readonly #intervalMs: number;
  #dueAt = 0;
  #doneAt = 0;
  #againAt = Infinity;

  static create(options: { intervalMs: number }): DiscoverySchedule {
    return new DiscoverySchedule(options.intervalMs);
  }

  private constructor(intervalMs: number) {
    this.#intervalMs = intervalMs;
  }

  get dueAt(): number {
    return Math.min(this.#dueAt, this.#againAt);
  }

  /** It was asked. The next time is jittered, so that a fleet is not asked all at once. */
  done(now: number): void {
    this.#doneAt = now;
    if (this.#againAt <= now) this.#againAt = Infinity;
    this.#dueAt = now + this.#intervalMs * (0.8 + Math.random() * 0.2);
  }

  /** Asking failed; the server may ask to wait longer. */
  failed(now: number, retryAfterMs = 0): void {
    this.#againAt = Infinity;
    this.#dueAt =
      now +
      Math.max(Math.min(RETRY_MS, this.#intervalMs), retryAfterMs) *
        (1 + Math.random() * 0.2);
  }

  /** A kind that it had told of was not there. */
  missing(now: number): void {
    const soonest = Math.max(now, this.#doneAt + MISSING_EVERY_MS);
    this.#dueAt = Math.min(this.#dueAt, soonest);
  }

  /** The definition of a kind appeared, changed or went. */
  changed(now: number): void {
    this.#dueAt = Math.min(this.#dueAt, now + AFTER_CHANGE_MS);
    this.#againAt = now + AGAIN_AFTER_CHANGE_MS;
  }
}
