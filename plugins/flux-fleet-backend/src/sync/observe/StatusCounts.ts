import type { Status } from '@flux-fleet/backstage-plugin-flux-fleet-common';

/** How many resources of each cluster have which status. */
export type CountByStatus = (
  clusters: string[],
) => Promise<Map<string, Record<Status, number>>>;

/** For how long an answer of the database is used: several exporters ask together, and each on its own schedule. */
const FRESH_FOR_MS = 15_000;

/** Counts the resources of the clusters of this replica for its metrics: one query at a time, and not every time. */
export class StatusCounts {
  readonly #count: CountByStatus;
  readonly #claimed: () => string[];
  readonly #now: () => number;
  #answer: ReturnType<CountByStatus> | undefined;
  #askedAt = -Infinity;

  static create(options: {
    countByStatus: CountByStatus;
    claimed: () => string[];
    now: () => number;
  }): StatusCounts {
    return new StatusCounts(options);
  }

  private constructor(options: {
    countByStatus: CountByStatus;
    claimed: () => string[];
    now: () => number;
  }) {
    this.#count = options.countByStatus;
    this.#claimed = options.claimed;
    this.#now = options.now;
  }

  /**
   * The counts of the clusters that this replica holds now; those it took over since the last query follow with the next.
   * Rejects when the database does.
   */
  async get(): ReturnType<CountByStatus> {
    if (!this.#answer || this.#now() - this.#askedAt >= FRESH_FOR_MS) {
      this.#askedAt = this.#now();
      const answer = this.#ask();
      this.#answer = answer;
      answer.catch(() => {
        if (this.#answer === answer) this.#answer = undefined;
      });
    }
    const counts = await this.#answer;
    // Another replica counts what was given away in the meantime.
    const held = new Set(this.#claimed());
    return new Map([...counts].filter(([cluster]) => held.has(cluster)));
  }

  async #ask(): ReturnType<CountByStatus> {
    const claimed = this.#claimed();
    return claimed.length === 0 ? new Map() : this.#count(claimed);
  }
}
