import type { KubernetesError } from '../kubernetes/KubernetesError';
import { Backoff } from './Backoff';
import type { KindMemory } from './KindMemory';

/** After so many failures in a row of what had been listed, the kind counts as not readable. */
const TOLERATED_FAILURES = 2;
/** After so many failures in a row of a watch from one place, it may be the place that the server fails at. */
const FAILURES_FROM_ONE_PLACE = 5;

const PAGE_SIZE = 500;
/** Larger pages where smaller ones are forgotten on the way. */
const LARGE_PAGE_SIZE = 5_000;

/** Lists may take at most about a tenth of the time, whatever a server does to its watches; but for the first of them. */
const REST_PER_LIST = 10;
const LISTS_WITHOUT_REST = 2;
const SHORTEST_REST_MS = 1_000;
const LONGEST_REST_MS = 60_000;

/** Decides, for the sync of one kind, what a failure means: what is forgotten, what is shown, and how long to wait. */
export class KindTrouble {
  readonly #memory: KindMemory;
  readonly #backoff = Backoff.create({ minimumMs: 500, maximumMs: 30_000 });
  #pageSize = PAGE_SIZE;
  #nextListAt = 0;
  #listedAt = -Infinity;
  /** Lists since the last time that none was needed for longer than the rest after one. */
  #lists = 0;

  static create(options: { memory: KindMemory }): KindTrouble {
    return new KindTrouble(options.memory);
  }

  private constructor(memory: KindMemory) {
    this.#memory = memory;
  }

  /** Whether anything failed since it last went well. */
  get isAny(): boolean {
    return this.#backoff.tries > 0;
  }

  /** How many objects to ask for at once. */
  get pageSize(): number {
    return this.#pageSize;
  }

  /** How long to wait before the next list (milliseconds). */
  untilNextList(): number {
    return Math.max(0, this.#nextListAt - performance.now());
  }

  recovered(): void {
    this.#backoff.reset();
  }

  listed(tookMs: number): void {
    const restMs = Math.min(
      LONGEST_REST_MS,
      Math.max(SHORTEST_REST_MS, tookMs * REST_PER_LIST),
    );
    const now = performance.now();
    if (now - this.#listedAt > restMs + tookMs) this.#lists = 0;
    this.#lists += 1;
    this.#listedAt = now;
    const isFirst = this.#lists <= LISTS_WITHOUT_REST;
    this.#nextListAt = now + (isFirst ? SHORTEST_REST_MS : restMs);
    this.#pageSize = PAGE_SIZE;
  }

  /** Forgets the place where that helps. `isTolerated`: the kind goes on being shown as it is. */
  failed(
    failure: KubernetesError,
    { during, isCurrent }: { during: 'list' | 'watch'; isCurrent: boolean },
  ): { isTolerated: boolean; delayMs: number } {
    const isFirst = !this.isAny;
    const delayMs = this.#backoff.next(failure.retryAfterMs);
    const isExpired = failure.kind === 'expired';
    if (isExpired && during === 'list') this.#pageSize = LARGE_PAGE_SIZE;
    if (this.#isPlaceWrong(failure)) this.#memory.resourceVersion = undefined;
    // To have missed something once is ordinary.
    if (isExpired && isFirst) return { isTolerated: true, delayMs: 0 };
    const isTolerable =
      isExpired ||
      // Whether the kind is still served is being asked.
      (failure.kind === 'notFound' && isCurrent) ||
      (during === 'watch' &&
        failure.kind !== 'unauthorized' &&
        failure.kind !== 'forbidden');
    return {
      isTolerated: isTolerable && this.#backoff.tries <= TOLERATED_FAILURES,
      delayMs,
    };
  }

  #isPlaceWrong(failure: KubernetesError): boolean {
    switch (failure.kind) {
      case 'expired':
      case 'malformed':
      case 'tooLarge':
      case 'notFound':
      case 'invalid':
        return true;
      case 'serverError':
        return this.#backoff.tries >= FAILURES_FROM_ONE_PLACE;
      default:
        return false;
    }
  }
}
