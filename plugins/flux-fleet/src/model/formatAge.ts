const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const YEAR = 365 * DAY;

/**
 * How long ago something was, in the one unit that matters: `12s`, `3m`, `5h`, `2d`, `1y`. Clocks differ, so a time in
 * the future reads as `0s`. Undefined for what is no time.
 */
export function formatAge(time: string, now: number): string | undefined {
  const then = Date.parse(time);
  if (Number.isNaN(then)) return undefined;
  const age = Math.max(0, now - then);
  if (age < MINUTE) return `${Math.floor(age / SECOND)}s`;
  if (age < HOUR) return `${Math.floor(age / MINUTE)}m`;
  if (age < 2 * DAY) return `${Math.floor(age / HOUR)}h`;
  if (age < 2 * YEAR) return `${Math.floor(age / DAY)}d`;
  return `${Math.floor(age / YEAR)}y`;
}
