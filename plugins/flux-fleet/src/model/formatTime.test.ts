import { DateTime } from 'luxon';
import { formatClock, formatTime } from './formatTime';

const at = (hour: number, day = 1) =>
  DateTime.local(2026, 3, day, hour, 2, 5).toISO()!;
const now = DateTime.local(2026, 3, 2, 15, 0).toMillis();

describe('formatClock', () => {
  it('leaves the date out for today', () => {
    expect(formatClock(at(14, 2), now)).toBe('14:02');
  });

  it('names the day otherwise', () => {
    expect(formatClock(at(14), now)).toMatch(/Mar.*14:02/);
  });

  it('shows what is no time as it is', () => {
    expect(formatClock('soon', now)).toBe('soon');
  });
});

describe('formatTime', () => {
  it('says the date and the time to the second', () => {
    expect(formatTime(at(14))).toMatch(/2026.*02:05/);
  });

  it('shows what is no time as it is', () => {
    expect(formatTime('soon')).toBe('soon');
  });
});
