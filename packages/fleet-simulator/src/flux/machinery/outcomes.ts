import { ConditionDraft } from './Condition';
import { EventDraft, Outcome, Requeue } from './Outcome';

type Details = {
  conditions?: ConditionDraft[];
  status?: Record<string, unknown>;
  event?: EventDraft;
  requeue?: Requeue;
};

/** A reconcile that went well. */
export function succeeded(
  reason: string,
  message: string,
  details: Details = {},
): Outcome {
  return {
    ready: { status: 'True', reason, message },
    conditions: details.conditions ?? [],
    status: details.status ?? {},
    events: details.event ? [details.event] : [],
    requeue: details.requeue ?? 'interval',
  };
}

/** A reconcile that failed and is tried again. */
export function failed(
  reason: string,
  message: string,
  details: Details = {},
): Outcome {
  return {
    ready: { status: 'False', reason, message },
    conditions: [
      {
        type: 'Reconciling',
        status: 'True',
        reason: 'ProgressingWithRetry',
        message,
      },
      ...(details.conditions ?? []),
    ],
    status: details.status ?? {},
    events: [details.event ?? { type: 'Warning', reason, message }],
    requeue: details.requeue ?? 'backoff',
  };
}

/** A reconcile that failed in a way that trying again does not help. */
export function stalled(
  reason: string,
  message: string,
  details: Details & { stalledReason?: string; stalledMessage?: string } = {},
): Outcome {
  return {
    ready: { status: 'False', reason, message },
    conditions: [
      {
        type: 'Stalled',
        status: 'True',
        reason: details.stalledReason ?? reason,
        message: details.stalledMessage ?? message,
      },
      ...(details.conditions ?? []),
    ],
    status: details.status ?? {},
    events: [details.event ?? { type: 'Warning', reason, message }],
    requeue: details.requeue ?? 'never',
  };
}

/** A reconcile that has not come to its end. */
export function progressing(
  message: string,
  details: Details & { recheckAfter: number },
): Outcome {
  return {
    ready: { status: 'Unknown', reason: 'Progressing', message },
    conditions: [
      { type: 'Reconciling', status: 'True', reason: 'Progressing', message },
      ...(details.conditions ?? []),
    ],
    status: details.status ?? {},
    events: [],
    requeue: { after: details.recheckAfter },
    unfinished: true,
  };
}
