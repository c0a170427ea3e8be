import {
  deriveStatus,
  isReconcilable,
  versionOf,
  type FluxObject,
  type ResourceName,
} from '@flux-fleet/backstage-plugin-flux-fleet-common';

/**
 * Versions of kinds whose status has no `lastHandledReconcileAt`: an ImagePolicy answers to requests from v1 on
 * (Flux 2.7). Waiting for its answer in an older version would never end.
 */
const WITHOUT_ANSWER: Record<string, RegExp> = {
  ImagePolicy: /^v1(?:alpha|beta)/,
};

/** What a message calls a resource. */
export function describeResource(name: ResourceName): string {
  const { kind, namespace, name: own, cluster } = name;
  return `${kind} ${namespace}/${own} on ${cluster}`;
}

/**
 * Why a reconcile of this object is not even tried, with what to do instead; undefined when it can be tried.
 */
export function refusalOf(
  name: ResourceName,
  object: FluxObject,
): string | undefined {
  const what = describeResource(name);
  if (deriveStatus(object).suspended) {
    return `${what} is suspended, so its controller would not reconcile it; resume it first`;
  }
  if (!isReconcilable(object)) {
    return object.kind === 'HelmRepository'
      ? `${what} is of type oci: no controller reconciles it; reconcile the HelmRelease or HelmChart that reads it`
      : `${what} cannot be reconciled: no controller acts on requests for objects of this kind; reconcile what reads it or writes it`;
  }
  if (WITHOUT_ANSWER[object.kind]?.test(versionOf(object.apiVersion))) {
    return `${what} does not answer to requests in ${versionOf(
      object.apiVersion,
    )}; reconcile the ImageRepository that it reads`;
  }
  return undefined;
}
