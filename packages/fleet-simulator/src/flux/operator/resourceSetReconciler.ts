import { OPERATOR_GROUP } from '../fluxGroups';
import { digest } from '../machinery/digest';
import { formatDuration } from '../machinery/duration';
import { extendHistory } from '../machinery/history';
import { failed, succeeded } from '../machinery/outcomes';
import { Reconciler } from '../machinery/Reconciler';
import { unmetDependency } from '../machinery/unmetDependency';

/** Keeps what a ResourceSet has generated. */
export const resourceSetReconciler: Reconciler = {
  group: OPERATOR_GROUP,
  kind: 'ResourceSet',
  controller: 'flux-operator',
  defaultInterval: 3_600_000,
  progress: 'whenAsked',
  progressMessage: () => 'Reconciliation in progress',
  reconcile(object, context) {
    const unmet = unmetDependency(object, context);
    if (unmet) {
      return failed('DependencyNotReady', unmet, {
        requeue: { after: 30_000 },
      });
    }
    const revision = `sha256:${digest(JSON.stringify(object.spec ?? {}))}`;
    const duration = formatDuration(context.took);
    const message = `Reconciliation finished in ${duration}`;
    return succeeded('ReconciliationSucceeded', message, {
      status: {
        inventory: object.status?.inventory ?? { entries: [] },
        lastAppliedRevision: revision,
        history: extendHistory(
          object,
          {
            digest: revision,
            status: 'ReconciliationSucceeded',
            duration,
            metadata: {
              inputs: String((object.spec?.inputs ?? []).length),
              resources: String(
                (object.status?.inventory?.entries ?? []).length,
              ),
            },
          },
          context.now,
        ),
      },
      ...(context.request.requested && {
        event: { type: 'Normal', reason: 'ReconciliationSucceeded', message },
      }),
    });
  },
};
