import type { ResourceEvent } from '@flux-fleet/backstage-plugin-flux-fleet-common';
import { redactText } from '../redactText';

const text = (value: unknown) => (typeof value === 'string' ? value : '');

const record = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null
    ? (value as Record<string, unknown>)
    : {};

function time(...candidates: unknown[]): string | null {
  for (const candidate of candidates) {
    const at = Date.parse(text(candidate));
    if (Number.isFinite(at)) return new Date(at).toISOString();
  }
  return null;
}

/**
 * Makes the event of the HTTP API from a `core/v1` Event. Events of the newer API fill `eventTime` and `series` where the
 * older ones have first and last timestamps.
 */
export function toResourceEvent(event: object): ResourceEvent {
  const { type, reason, message, count, firstTimestamp, lastTimestamp, ...e } =
    record(event);
  const series = record(e.series);
  const times = [count, series.count].filter(n => typeof n === 'number');
  const created = record(e.metadata).creationTimestamp;
  return {
    type: type === 'Warning' ? 'Warning' : 'Normal',
    reason: redactText(text(reason)),
    message: redactText(text(message)),
    count: times[0] ?? 1,
    firstSeenAt: time(firstTimestamp, e.eventTime, created),
    lastSeenAt: time(
      series.lastObservedTime,
      lastTimestamp,
      e.eventTime,
      created,
    ),
    reportedBy:
      text(e.reportingComponent) ||
      text(e.reportingController) ||
      text(record(e.source).component),
  };
}
