const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const YEAR = 365 * DAY;

/** A duration (milliseconds) as `kubectl get` shows ages: `duration.HumanDuration` of Kubernetes. */
export function humanDuration(milliseconds: number): string {
  const duration = Math.max(0, milliseconds);
  const of = (unit: number) => Math.floor(duration / unit);
  const pair = (major: number, big: string, minor: number, small: string) => {
    const rest = Math.floor((duration % major) / minor);
    return rest === 0
      ? `${of(major)}${big}`
      : `${of(major)}${big}${rest}${small}`;
  };
  if (duration < 2 * MINUTE) {
    return `${of(SECOND)}s`;
  }
  if (duration < 10 * MINUTE) {
    return pair(MINUTE, 'm', SECOND, 's');
  }
  if (duration < 3 * HOUR) {
    return `${of(MINUTE)}m`;
  }
  if (duration < 8 * HOUR) {
    return pair(HOUR, 'h', MINUTE, 'm');
  }
  if (duration < 2 * DAY) {
    return `${of(HOUR)}h`;
  }
  if (duration < 8 * DAY) {
    return pair(DAY, 'd', HOUR, 'h');
  }
  if (duration < 2 * YEAR) {
    return `${of(DAY)}d`;
  }
  return duration < 8 * YEAR ? pair(YEAR, 'y', DAY, 'd') : `${of(YEAR)}y`;
}
