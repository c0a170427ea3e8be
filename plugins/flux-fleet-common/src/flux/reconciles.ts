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
  let newest = Number.NEGATIVE_INFINITY;
  const consider = (candidate: unknown) => {
    const time = typeof candidate === 'string' ? Date.parse(candidate) : NaN;
    if (time > newest) newest = time;
  };
  consider(status.lastHandledReconcileAt);
  consider(record(status.artifact).lastUpdateTime);
  consider(record(status.lastScanResult).scanTime);
  consider(status.lastAutomationRunTime);
  for (const entry of list(status.history)) {
    const { lastReconciled, lastDeployed } = record(entry);
    consider(lastReconciled);
    consider(lastDeployed);
  }
  for (const entry of list(status.conditions)) {
    const condition = record(entry);
    if (condition.type === 'Ready' && condition.status !== 'Unknown') {
      consider(condition.lastTransitionTime);
    }
  }
  return Number.isFinite(newest) ? new Date(newest).toISOString() : null;
}
