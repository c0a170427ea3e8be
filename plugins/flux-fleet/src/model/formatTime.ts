import { DateTime } from 'luxon';

/** A time in full, in the reader's language and zone; the text itself when it is no time. */
export function formatTime(time: string): string {
  const parsed = DateTime.fromISO(time);
  return parsed.isValid
    ? parsed.toLocaleString(DateTime.DATETIME_MED_WITH_SECONDS)
    : time;
}

/** The time of day, with the date where it was not today: `14:02`, `20 Nov, 14:02`. */
export function formatClock(time: string, now: number): string {
  const parsed = DateTime.fromISO(time);
  if (!parsed.isValid) return time;
  return parsed.hasSame(DateTime.fromMillis(now), 'day')
    ? parsed.toLocaleString(DateTime.TIME_24_SIMPLE)
    : parsed.toLocaleString({
        day: 'numeric',
        month: 'short',
        hour: '2-digit',
        minute: '2-digit',
        hourCycle: 'h23',
      });
}
