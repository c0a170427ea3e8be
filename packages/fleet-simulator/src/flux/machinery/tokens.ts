import { KubernetesObject } from '../../apiserver/types';
import { ReconcileRequest } from './Reconciler';

const REQUESTED_AT = 'reconcile.fluxcd.io/requestedAt';
const FORCE_AT = 'reconcile.fluxcd.io/forceAt';
const RESET_AT = 'reconcile.fluxcd.io/resetAt';

/** Kinds that know forceAt, and those that know resetAt. */
const FORCEABLE = new Set([
  'HelmRelease',
  'FluxInstance',
  'ResourceSetInputProvider',
]);
const RESETTABLE = new Set(['HelmRelease']);

/** What the annotations of an object ask for that its status does not record as handled. */
export function requestOf(object: KubernetesObject): ReconcileRequest {
  const annotations = object.metadata.annotations;
  const token = annotations?.[REQUESTED_AT];
  const status = object.status ?? {};
  return {
    requested: token !== undefined && token !== status.lastHandledReconcileAt,
    force:
      token !== undefined &&
      FORCEABLE.has(object.kind) &&
      annotations?.[FORCE_AT] === token &&
      token !== status.lastHandledForceAt,
    reset:
      token !== undefined &&
      RESETTABLE.has(object.kind) &&
      annotations?.[RESET_AT] === token &&
      token !== status.lastHandledResetAt,
  };
}

/** The status fields that record the annotations' tokens as handled. */
export function handledTokens(
  object: KubernetesObject,
): Record<string, string> {
  const annotations = object.metadata.annotations;
  const token = annotations?.[REQUESTED_AT];
  if (token === undefined) {
    return {};
  }
  const force = annotations?.[FORCE_AT];
  const reset = annotations?.[RESET_AT];
  return {
    lastHandledReconcileAt: token,
    ...(force !== undefined &&
      FORCEABLE.has(object.kind) && { lastHandledForceAt: force }),
    ...(reset !== undefined &&
      RESETTABLE.has(object.kind) && { lastHandledResetAt: reset }),
  };
}
