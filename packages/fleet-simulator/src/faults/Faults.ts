import { Fault, FaultScope, RequestVerb } from './Fault';

/**
 * A request as faults see it.
 *
 * @public
 */
export interface FaultRequest {
  verb: RequestVerb;
  group?: string;
  plural?: string;
  namespace?: string;
  name?: string;
}

interface ActiveFault {
  readonly fault: Fault;
  remaining: number;
}

/**
 * The faults of one cluster. Chances are drawn from a fixed sequence, so that a test sees the same ones every time.
 *
 * @public
 */
export class Faults {
  #active: ActiveFault[] = [];
  readonly #onChange: () => void;
  #random = 0x9e3779b9;

  /** `onChange` is called after faults were added or removed. */
  constructor(onChange: () => void) {
    this.#onChange = onChange;
  }

  /** Adds a fault; the answer removes it. */
  add(fault: Fault): () => void {
    const active = { fault, remaining: fault.times ?? Infinity };
    this.#active.push(active);
    this.#onChange();
    return () => {
      if (this.#active.includes(active)) {
        this.#active = this.#active.filter(other => other !== active);
        this.#onChange();
      }
    };
  }

  /** Removes all faults. */
  clear(): void {
    this.#active = [];
    this.#onChange();
  }

  /** The faults that are still to happen. */
  list(): Fault[] {
    return this.#active.map(({ fault, remaining }) =>
      Number.isFinite(remaining) ? { ...fault, times: remaining } : fault,
    );
  }

  /** The faults that happen to a request; each one taken counts. */
  take(request: FaultRequest): Fault[] {
    const taken = this.#active.filter(
      ({ fault }) =>
        fault.kind !== 'unserved' &&
        fault.kind !== 'clockSkew' &&
        matches(fault.where, request) &&
        (fault.probability === undefined || this.#draw() < fault.probability),
    );
    for (const active of taken) {
      active.remaining -= 1;
    }
    if (taken.some(({ remaining }) => remaining <= 0)) {
      this.#active = this.#active.filter(({ remaining }) => remaining > 0);
    }
    return taken.map(({ fault }) => fault);
  }

  /** Whether a fault still stands. */
  has(fault: Fault): boolean {
    return this.#active.some(active => active.fault === fault);
  }

  /** Whether a kind vanished for now. */
  isUnserved(group: string, plural: string): boolean {
    return this.#active.some(
      ({ fault }) =>
        fault.kind === 'unserved' &&
        (fault.where?.group === undefined || fault.where.group === group) &&
        (fault.where?.plural === undefined || fault.where.plural === plural),
    );
  }

  /** By how much the cluster's clock is ahead. */
  skewMilliseconds(): number {
    return this.#active.reduce(
      (sum, { fault }) =>
        fault.kind === 'clockSkew' ? sum + fault.milliseconds : sum,
      0,
    );
  }

  /** The next number of the sequence (mulberry32), from 0 to 1. */
  #draw(): number {
    this.#random = (this.#random + 0x6d2b79f5) % 0x100000000;
    let t = this.#random;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 0x100000000;
  }
}

function matches(where: FaultScope = {}, request: FaultRequest): boolean {
  const { verb } = where;
  const verbs = verb === undefined || Array.isArray(verb) ? verb : [verb];
  return (
    (verbs === undefined || verbs.includes(request.verb)) &&
    (where.group === undefined || where.group === request.group) &&
    (where.plural === undefined || where.plural === request.plural) &&
    (where.namespace === undefined || where.namespace === request.namespace) &&
    (where.name === undefined || where.name === request.name)
  );
}
