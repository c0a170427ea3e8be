import { OPERATOR_GROUP } from '../fluxGroups';
import { conditionOf } from '../machinery/conditions';
import { formatDuration } from '../machinery/duration';
import { succeeded } from '../machinery/outcomes';
import { ReconcileContext, Reconciler } from '../machinery/Reconciler';
import { fluxReportSpec } from './fluxReportSpec';

/** Writes what a cluster's Flux looks like into its report. */
export const fluxReportReconciler: Reconciler = {
  group: OPERATOR_GROUP,
  kind: 'FluxReport',
  controller: 'flux-operator',
  defaultInterval: 300_000,
  progress: 'whenAsked',
  progressMessage: () => 'Reporting in progress',
  reconcile(object, context) {
    if (context.effects) {
      writeSpec(object.metadata.namespace ?? '', object.metadata.name, context);
    }
    const message = `Reporting finished in ${formatDuration(context.took)}`;
    const ready = conditionOf(object, 'Ready');
    return succeeded(
      'ReconciliationSucceeded',
      ready?.status === 'True' && !context.request.requested
        ? ready.message
        : message,
    );
  },
};

function writeSpec(
  namespace: string,
  name: string,
  context: ReconcileContext,
): void {
  context.api.patch(
    { group: OPERATOR_GROUP, kind: 'FluxReport', namespace, name },
    { spec: fluxReportSpec(context.api, context.release) },
    { manager: 'flux-operator' },
  );
}
