import type { ResourceName } from './FluxResource';

/**
 * What an operation does to its resources.
 *
 * @public
 */
export type OperationAction = 'reconcile';

/** @public */
export type OperationState = 'running' | 'succeeded' | 'failed' | 'cancelled';

/**
 * How an operation went for one resource.
 *
 * - `pending`: not asked yet
 * - `requested`: the cluster took the request
 * - `reconciling`: a controller works on it
 * - `ready`: done, and Ready
 * - `failed`: done, and not Ready, or the cluster refused the request
 * - `timedOut`: no end within the time given
 * - `refused`: not attempted, with the reason
 * - `cancelled`: given up on request
 *
 * @public
 */
export type OperationOutcome =
  | 'pending'
  | 'requested'
  | 'reconciling'
  | 'ready'
  | 'failed'
  | 'timedOut'
  | 'refused'
  | 'cancelled';

/** @public */
export interface OperationResult extends ResourceName {
  outcome: OperationOutcome;
  /** What the controller or the API server said; empty when nothing. */
  message: string;
}

/**
 * One action on one or many resources. Times are RFC 3339 in UTC.
 *
 * @public
 */
export interface Operation {
  id: string;
  action: OperationAction;
  state: OperationState;
  /** Entity reference of the person, or the subject of the service, that asked. */
  requestedBy: string;
  startedAt: string;
  finishedAt: string | null;
  /** How many resources have which outcome; outcomes that none has are left out. */
  counts: Partial<Record<OperationOutcome, number>>;
  results: OperationResult[];
}
