import { NOTIFICATION_GROUP } from '../fluxGroups';
import { digest } from '../machinery/digest';
import { failed, succeeded } from '../machinery/outcomes';
import { Reconciler } from '../machinery/Reconciler';

/** Opens the path that a Receiver's webhooks are sent to. */
export const receiverReconciler: Reconciler = {
  group: NOTIFICATION_GROUP,
  kind: 'Receiver',
  controller: 'notification-controller',
  defaultInterval: 600_000,
  progress: 'whenAsked',
  progressMessage: () => 'reconciliation in progress',
  reconcile(object, { api }) {
    const namespace = object.metadata.namespace ?? '';
    const name = String(object.spec?.secretRef?.name);
    const secret = api.get({ group: '', kind: 'Secret', namespace, name });
    if (!secret) {
      return failed(
        'TokenNotFound',
        `unable to read token from secret '${namespace}/${name}' error: Secret "${name}" not found`,
      );
    }
    const webhookPath = `/hook/${digest(
      `${secret.metadata.uid}/${object.metadata.name}/${namespace}`,
    )}`;
    return succeeded(
      'Succeeded',
      `Receiver initialized for path: ${webhookPath}`,
      { status: { webhookPath } },
    );
  },
};
