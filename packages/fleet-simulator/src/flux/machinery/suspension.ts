import { KubernetesObject } from '../../apiserver/types';

/** Whether an object is suspended: by its spec, or by the annotation that its kind knows instead. */
export function isSuspended(object: KubernetesObject): boolean {
  if (object.spec?.suspend === true) {
    return true;
  }
  const annotations = object.metadata.annotations;
  return (
    annotations?.['source.extensions.fluxcd.io/reconcile'] === 'disabled' ||
    annotations?.['fluxcd.controlplane.io/reconcile'] === 'disabled'
  );
}
