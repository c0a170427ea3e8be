import fc from 'fast-check';
import { SyncWindow } from './SyncWindow';

const START = Date.parse('2026-03-01T12:00:00Z');
const SECOND = 1000;

const nothing = { written: 0, unchanged: 0, deleted: 0 };

describe('SyncWindow', () => {
  it('comes to nothing when nothing happened', () => {
    expect(new SyncWindow().sums(START)).toEqual({
      rows: nothing,
      relists: 0,
      errors: 0,
      errorsByReason: [],
      lagSeconds: null,
    });
  });

  it('adds up what happened, errors by reason with the most frequent first', () => {
    const window = new SyncWindow();
    window.wrote(START, {
      written: 3,
      unchanged: 1,
      deleted: 0,
      lagSeconds: 0.1,
    });
    window.wrote(START + 40 * SECOND, {
      ...nothing,
      deleted: 2,
      lagSeconds: 0.3,
    });
    window.wrote(START + 41 * SECOND, {
      ...nothing,
      written: 1,
      lagSeconds: 4,
    });
    window.relisted(START + 42 * SECOND);
    window.failed(START + 50 * SECOND, 'forbidden');
    window.failed(START + 60 * SECOND, 'serverError');
    window.failed(START + 90 * SECOND, 'serverError');
    expect(window.sums(START + 100 * SECOND)).toEqual({
      rows: { written: 4, unchanged: 1, deleted: 2 },
      relists: 1,
      errors: 3,
      errorsByReason: [
        { reason: 'serverError', count: 2 },
        { reason: 'forbidden', count: 1 },
      ],
      lagSeconds: { median: 0.3, maximum: 4 },
    });
  });

  it('does not count the time of a batch that changed nothing', () => {
    const window = new SyncWindow();
    window.wrote(START, { ...nothing, unchanged: 500, lagSeconds: 9 });
    expect(window.sums(START).lagSeconds).toBeNull();
  });

  it.each([
    ['in it', 269, 1],
    ['beyond it', 301, 0],
    ['long gone', 3600, 0],
  ])('knows what is %s', (_, seconds, expected) => {
    const window = new SyncWindow();
    window.wrote(START, { ...nothing, written: 1, lagSeconds: 1 });
    window.failed(START, 'unreachable');
    const sums = window.sums(START + seconds * SECOND);
    expect(sums.rows.written).toBe(expected);
    expect(sums.errors).toBe(expected);
    expect(sums.lagSeconds).toEqual(
      expected ? { median: 1, maximum: 1 } : null,
    );
  });

  it('loses nothing when the clock is set back', () => {
    const window = new SyncWindow();
    window.failed(START, 'malformed');
    window.failed(START - 3600 * SECOND, 'malformed');
    expect(window.sums(START).errors).toBe(2);
  });

  it('never counts more than there was, nor less than what the last 270 seconds had', () => {
    const steps = fc.array(
      fc.record({
        after: fc.integer({ min: 0, max: 200 * SECOND }),
        written: fc.integer({ min: 1, max: 1000 }),
        lagSeconds: fc.double({ min: 0, max: 100, noNaN: true }),
      }),
      { minLength: 1, maxLength: 200 },
    );
    fc.assert(
      fc.property(steps, all => {
        const window = new SyncWindow();
        let at = START;
        const told = all.map(step => {
          at += step.after;
          window.wrote(at, { ...nothing, ...step });
          return { ...step, at };
        });
        const total = (seconds: number) =>
          told
            .filter(one => at - one.at < seconds * SECOND)
            .reduce((sum, { written }) => sum + written, 0);
        const sums = window.sums(at);
        expect(sums.rows.written).toBeGreaterThanOrEqual(total(270));
        expect(sums.rows.written).toBeLessThanOrEqual(total(301));
        const { median, maximum } = sums.lagSeconds!;
        expect(median).toBeLessThanOrEqual(maximum);
        expect(told.map(one => one.lagSeconds)).toContain(median);
      }),
    );
  });
});
