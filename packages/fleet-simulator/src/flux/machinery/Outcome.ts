import { ConditionDraft } from './Condition';

/** An event that a reconcile leaves behind. */
export interface EventDraft {
  type: 'Normal' | 'Warning';
  reason: string;
  message: string;
}

/**
 * When a controller looks at an object again by itself: after its interval, after a backoff that grows with each failure,
 * after a number of milliseconds, or only when something changes.
 */
export type Requeue = 'interval' | 'backoff' | 'never' | { after: number };

/** How a reconcile ended. */
export interface Outcome {
  /** The Ready condition, without its type. */
  ready: Pick<ConditionDraft, 'status' | 'reason' | 'message'>;
  /** All other conditions that hold now; those that are missing are removed. */
  conditions: ConditionDraft[];
  /** Merged into status; `null` removes a field. */
  status: Record<string, unknown>;
  events: EventDraft[];
  requeue: Requeue;
  /** The work goes on: the request counts as not handled yet. */
  unfinished?: boolean;
}
