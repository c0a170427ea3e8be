import type {
  Operation,
  OperationAction,
  OperationOutcome,
  OperationState,
} from '@flux-fleet/backstage-plugin-flux-fleet-common';

/** A row of the table `operations`. */
export interface OperationRow {
  id: string;
  action: OperationAction;
  state: OperationState;
  requested_by: string;
  started_at: string;
  finished_at: string | null;
}

/** A row of the table `operation_results`. */
export interface OperationResultRow {
  operation: string;
  position: number;
  cluster: string;
  api_group: string;
  kind: string;
  namespace: string;
  name: string;
  token: string | null;
  outcome: OperationOutcome;
  message: string;
}

/** Outcomes after which nothing more happens to a resource. */
export const ENDED_OUTCOMES: readonly OperationOutcome[] = [
  'ready',
  'failed',
  'timedOut',
  'refused',
  'cancelled',
];

/** The steps of a resource that goes well, in their order. */
const STEPS: readonly OperationOutcome[] = [
  'pending',
  'requested',
  'reconciling',
];

/** The steps that come after an outcome; none when it is an end. */
export function outcomesAfter(outcome: OperationOutcome): OperationOutcome[] {
  const step = STEPS.indexOf(outcome);
  return step < 0 ? [] : STEPS.slice(step + 1);
}

/** Makes the operation of the HTTP API from its rows, which stand in the order of their positions. */
export function toOperation(
  row: OperationRow,
  results: OperationResultRow[],
): Operation {
  const counts: Operation['counts'] = {};
  for (const { outcome } of results) {
    counts[outcome] = (counts[outcome] ?? 0) + 1;
  }
  return {
    id: row.id,
    action: row.action,
    state: row.state,
    requestedBy: row.requested_by,
    startedAt: row.started_at,
    finishedAt: row.finished_at,
    counts,
    results: results.map(result => ({
      cluster: result.cluster,
      group: result.api_group,
      kind: result.kind,
      namespace: result.namespace,
      name: result.name,
      outcome: result.outcome,
      message: result.message,
    })),
  };
}
