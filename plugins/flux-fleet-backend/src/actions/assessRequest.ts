import {
  deriveStatus,
  readConditions,
  type FluxObject,
  type OperationOutcome,
} from '@flux-fleet/backstage-plugin-flux-fleet-common';

/** The annotation that asks a Flux controller to reconcile an object now. */
export const REQUESTED_AT_ANNOTATION = 'reconcile.fluxcd.io/requestedAt';

/** How far a request has come, as the object says. */
export interface Assessment {
  outcome: Extract<
    OperationOutcome,
    'requested' | 'reconciling' | 'ready' | 'failed'
  >;
  message: string;
}

/**
 * Whether a controller has taken up the request. When somebody asked after us, our token is gone from the object, and
 * the controller answers for theirs: that answer covers ours, which was there before.
 */
function isHandled(object: FluxObject, token: string): boolean {
  const handled = object.status?.lastHandledReconcileAt;
  const asked = object.metadata.annotations?.[REQUESTED_AT_ANNOTATION];
  return handled === token || (asked !== undefined && handled === asked);
}

/**
 * Reads off an object how far a reconcile request has come. It is done once the controller has handled the token, has
 * observed the newest spec, and says Ready True or False. Controllers copy the token even when the object is suspended
 * and nothing was reconciled, so a suspended object is a failure; and a Ready False from before the token was handled
 * is an old story, not an end. A controller that is in the middle of its work (Reconciling with the reason Progressing)
 * has not said its last word.
 */
export function assessRequest(object: FluxObject, token: string): Assessment {
  const derived = deriveStatus(object);
  if (derived.suspended) {
    return {
      outcome: 'failed',
      message:
        'Was suspended before the reconcile ended; resume it, then reconcile again',
    };
  }
  const conditions = readConditions(object);
  const find = (type: string) =>
    conditions.find(condition => condition.type === type);
  const ready = find('Ready');
  const reconciling = find('Reconciling');
  const stalled = find('Stalled');
  const isAtWork =
    ready?.status === 'Unknown' ||
    (reconciling?.status === 'True' &&
      reconciling.reason !== 'ProgressingWithRetry');
  if (!isHandled(object, token)) {
    return isAtWork
      ? { outcome: 'reconciling', message: reconciling?.message ?? '' }
      : { outcome: 'requested', message: '' };
  }
  if (derived.outdated || (isAtWork && stalled?.status !== 'True')) {
    return { outcome: 'reconciling', message: reconciling?.message ?? '' };
  }
  if (stalled?.status === 'True') {
    return { outcome: 'failed', message: stalled.message ?? '' };
  }
  if (ready?.status === 'False') {
    return { outcome: 'failed', message: ready.message ?? '' };
  }
  return ready?.status === 'True'
    ? { outcome: 'ready', message: ready.message ?? '' }
    : { outcome: 'reconciling', message: '' };
}
