import { KubernetesObject } from '../../apiserver/types';

/** Whether nothing reconciles an object although its kind is reconciled: Helm repositories of type `oci`. */
export function isStatic(object: KubernetesObject): boolean {
  return object.kind === 'HelmRepository' && object.spec?.type === 'oci';
}
