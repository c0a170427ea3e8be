import { findFluxKind } from './kinds';
import { groupOf, type FluxObject } from './FluxObject';
import { isStatic } from './status';
import { list, record } from './readObject';

/**
 * Whether a controller would act on a reconcile request for this object. Alerts, Providers, ExternalArtifacts and
 * HelmRepositories of type `oci` have none: waiting for an answer there would never end.
 *
 * @public
 */
export function isReconcilable(object: FluxObject): boolean {
  return (
    !isStatic(object) &&
    (findFluxKind(groupOf(object.apiVersion), object.kind)?.reconcilable ??
      false)
  );
}

/**
 * When the controller last finished with the object (RFC 3339), as far as the object says: the newest of its last
 * handled request, its artifact, its history and the transition of its Ready condition. Null when it says nothing.
 *
 * @public
 */
export function lastReconciledAtOf(object: FluxObject): string | null {
  const status = record(object.status);
  const history = list(status.history).map(record);
  const candidates = [
    status.lastHandledReconcileAt,
    record(status.artifact).lastUpdateTime,
    record(status.lastScanResult).scanTime,
    status.lastAutomationRunTime,
    ...history.flatMap(h => [h.lastReconciled, h.lastDeployed]),
    ...list(status.conditions)
      .map(record)
      .filter(c => c.type === 'Ready' && c.status !== 'Unknown')
      .map(c => c.lastTransitionTime),
  ];
  let newest = Number.NEGATIVE_INFINITY;
  for (const candidate of candidates) {
    const time = typeof candidate === 'string' ? Date.parse(candidate) : NaN;
    if (time > newest) newest = time;
  }
  return Number.isFinite(newest) ? new Date(newest).toISOString() : null;
}
