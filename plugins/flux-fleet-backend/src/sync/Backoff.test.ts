import { Backoff } from './Backoff';

const create = (random: number) =>
  Backoff.create({ minimumMs: 1_000, maximumMs: 30_000, random: () => random });

describe('Backoff', () => {
  it('doubles up to the maximum, and starts over', () => {
    const backoff = create(1);
    const delays = [1, 2, 3, 4, 5, 6, 7].map(() => backoff.next());
    expect(delays).toEqual([2e3, 4e3, 8e3, 16e3, 30e3, 30e3, 30e3]);
    backoff.reset();
    expect(backoff.next()).toBe(2_000);
  });

  it('is never shorter than the minimum, nor than what the server asks for', () => {
    const backoff = create(0);
    expect(backoff.next()).toBe(1_000);
    expect(backoff.next(45_000)).toBe(45_000);
    expect(backoff.next(1e12)).toBe(300_000);
  });
});
