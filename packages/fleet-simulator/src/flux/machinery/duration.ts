const UNITS: Record<string, number> = {
  ms: 1,
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
};

/**
 * Milliseconds of a duration as Go writes it, for example `1h30m`. Anything else, and nothing, answers `fallback`
 * (milliseconds).
 */
export function parseDuration(text: unknown, fallback: number): number {
  if (typeof text !== 'string' || !/^(\d+(\.\d+)?(ms|s|m|h))+$/.test(text)) {
    return fallback;
  }
  let total = 0;
  for (const [, amount, unit] of text.matchAll(/(\d+(?:\.\d+)?)(ms|s|m|h)/g)) {
    total += Number(amount) * UNITS[unit];
  }
  return total;
}

/** A duration of milliseconds as Go prints it: `1h0m0s`, `5m0s`, `1.5s`, `42ms`. */
export function formatDuration(milliseconds: number): string {
  if (milliseconds < 1_000) {
    return `${Math.round(milliseconds)}ms`;
  }
  const hours = Math.floor(milliseconds / UNITS.h);
  const minutes = Math.floor((milliseconds % UNITS.h) / UNITS.m);
  const seconds = Number(((milliseconds % UNITS.m) / 1_000).toFixed(3));
  if (hours > 0) {
    return `${hours}h${minutes}m${seconds}s`;
  }
  return minutes > 0 ? `${minutes}m${seconds}s` : `${seconds}s`;
}
