import type { OperationOutcome } from '@flux-fleet/backstage-plugin-flux-fleet-common';

/** The steps of a reconcile, in order. */
export const PROGRESS_STEPS = ['requested', 'reconciling', 'done'] as const;

/** How an outcome is shown. */
export interface ProgressDescription {
  severity: 'info' | 'success' | 'warning' | 'error';
  /** How many of {@link PROGRESS_STEPS} are behind it; null where steps say nothing. */
  step: number | null;
}

/** How far an outcome is, and how serious. */
export function describeProgress(
  outcome: OperationOutcome,
): ProgressDescription {
  switch (outcome) {
    case 'pending':
      return { severity: 'info', step: 0 };
    case 'requested':
      return { severity: 'info', step: 1 };
    case 'reconciling':
      return { severity: 'info', step: 2 };
    case 'ready':
      return { severity: 'success', step: 3 };
    case 'timedOut':
    case 'cancelled':
      return { severity: 'warning', step: null };
    default:
      return { severity: 'error', step: null };
  }
}
