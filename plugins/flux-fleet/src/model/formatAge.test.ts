import { formatAge } from './formatAge';

describe('formatAge', () => {
  const now = Date.parse('2026-03-01T12:00:00Z');

  it.each([
    ['2026-03-01T12:00:00Z', '0s'],
    ['2026-03-01T12:00:09Z', '0s'],
    ['2026-03-01T11:59:48.500Z', '11s'],
    ['2026-03-01T11:59:00Z', '1m'],
    ['2026-03-01T11:00:01Z', '59m'],
    ['2026-03-01T11:00:00Z', '1h'],
    ['2026-02-28T00:00:00Z', '36h'],
    ['2026-02-27T12:00:00Z', '2d'],
    ['2025-02-27T12:00:00Z', '367d'],
    ['2023-02-27T12:00:00Z', '3y'],
    ['yesterday', undefined],
    ['', undefined],
  ])('%s is %s', (time, expected) => {
    expect(formatAge(time, now)).toBe(expected);
  });
});
