import type { DerivedStatus, Status } from './status';

/**
 * What is shown for a resource: its last settled status, and since when it reconciles, if it does.
 *
 * @public
 */
export interface ShownStatus {
  status: Status;
  reason: string;
  message: string;
  since: string | null;
  /** Since when a reconcile runs (RFC 3339), or null when none does. */
  reconcilingSince: string | null;
}

/**
 * How long a reconcile of an unchanged spec may run before it is shown as Progressing, in milliseconds.
 *
 * @public
 */
export const SETTLED_STATUS_KEPT_FOR_MS = 120_000;

/** The earlier one of two times, as far as they are known. */
function older(a: string | null, b: string | null): string | null {
  if (a === null || b === null) return a ?? b;
  return Date.parse(a) <= Date.parse(b) ? a : b;
}

/**
 * Decides what to show. Every resource goes Ready, Progressing, Ready at each of its intervals: showing that makes
 * lists flicker and counts jump. So while a reconcile of an unchanged spec runs, the last settled status stays, with
 * a mark beside it; a changed spec, a resource without history and a reconcile that takes longer than
 * {@link SETTLED_STATUS_KEPT_FOR_MS} show as Progressing. A resource that comes out of a reconcile as it went in has
 * been so since then: a failure that is retried every minute does not become a minute old again.
 *
 * @public
 */
export function settle(options: {
  derived: DerivedStatus;
  previous: ShownStatus | undefined;
  now: Date;
}): ShownStatus {
  const { derived, previous, now } = options;
  const { status, reason, message, since } = derived;
  if (status !== 'Progressing') {
    return {
      status,
      reason,
      message,
      since: status === previous?.status ? older(previous.since, since) : since,
      reconcilingSince: null,
    };
  }
  const reconcilingSince = previous?.reconcilingSince ?? now.toISOString();
  const isSettled =
    previous !== undefined &&
    previous.status !== 'Progressing' &&
    previous.status !== 'Suspended' &&
    previous.status !== 'Unknown';
  const ranFor = now.getTime() - Date.parse(reconcilingSince);
  if (!isSettled || derived.outdated || ranFor > SETTLED_STATUS_KEPT_FOR_MS) {
    return { status, reason, message, since, reconcilingSince };
  }
  return { ...previous, reconcilingSince };
}
