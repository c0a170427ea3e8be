/**
 * A stream of pseudo-random numbers that depends on its seed alone (mulberry32 over an FNV-1a hash of the seed).
 *
 * @public
 */
export class Random {
  readonly #seed: string;
  #state: number;

  static create(seed: string | number): Random {
    return new Random(String(seed));
  }

  private constructor(seed: string) {
    this.#seed = seed;
    let hash = 0x811c9dc5;
    for (let index = 0; index < seed.length; index++) {
      hash = Math.imul(hash ^ seed.charCodeAt(index), 0x01000193);
    }
    this.#state = hash >>> 0;
  }

  /** A stream of its own for `label`: what it yields does not depend on how much was drawn from this one. */
  fork(label: string): Random {
    return new Random(`${this.#seed}/${label}`);
  }

  /** A number from 0 (included) to 1 (not included). */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let value = this.#state;
    value = Math.imul(value ^ (value >>> 15), value | 1);
    value ^= value + Math.imul(value ^ (value >>> 7), value | 61);
    return ((value ^ (value >>> 14)) >>> 0) / 0x100000000;
  }

  /** A whole number from `minimum` to `maximum`, both included. */
  integer(minimum: number, maximum: number): number {
    return minimum + Math.floor(this.next() * (maximum - minimum + 1));
  }

  /** Whether something of this probability happens. */
  chance(probability: number): boolean {
    return this.next() < probability;
  }

  /** One of `items`, which must not be empty. */
  pick<T>(items: readonly T[]): T {
    return items[Math.floor(this.next() * items.length)];
  }

  /** Lower-case hexadecimal digits. */
  hex(length: number): string {
    let digits = '';
    while (digits.length < length) {
      digits += Math.floor(this.next() * 0x100000000)
        .toString(16)
        .padStart(8, '0');
    }
    return digits.slice(0, length);
  }

  /** A UUID of version 4. */
  uuid(): string {
    const digits = this.hex(32);
    const variant = '89ab'[parseInt(digits[16], 16) % 4];
    return [
      digits.slice(0, 8),
      digits.slice(8, 12),
      `4${digits.slice(13, 16)}`,
      `${variant}${digits.slice(17, 20)}`,
      digits.slice(20, 32),
    ].join('-');
  }
}
