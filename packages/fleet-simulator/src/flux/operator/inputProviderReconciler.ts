import { OPERATOR_GROUP } from '../fluxGroups';
import { digest } from '../machinery/digest';
import { formatDuration } from '../machinery/duration';
import { succeeded } from '../machinery/outcomes';
import { Reconciler } from '../machinery/Reconciler';

/** Exports the inputs of a ResourceSetInputProvider of type Static; those of other types stay as they are. */
export const inputProviderReconciler: Reconciler = {
  group: OPERATOR_GROUP,
  kind: 'ResourceSetInputProvider',
  controller: 'flux-operator',
  defaultInterval: 600_000,
  progress: 'whenAsked',
  progressMessage: () => 'Reconciliation in progress',
  reconcile(object, context) {
    const id = digest(
      `${object.metadata.namespace}/${object.metadata.name}`,
    ).slice(0, 8);
    const inputs =
      object.spec?.type === 'Static'
        ? [{ id, ...object.spec?.defaultValues }]
        : object.status?.exportedInputs ?? [];
    return succeeded(
      'ReconciliationSucceeded',
      `Reconciliation finished in ${formatDuration(context.took)}`,
      {
        status: {
          exportedInputs: inputs,
          lastExportedRevision: `sha256:${digest(JSON.stringify(inputs))}`,
        },
      },
    );
  },
};
