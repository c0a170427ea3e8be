import { KubernetesObject } from '../../apiserver/types';
import { ReconcileContext } from '../machinery/Reconciler';

/** The message about a secret that an object refers to and that is not there; undefined when all is well. */
export function missingSecret(
  object: KubernetesObject,
  { api }: ReconcileContext,
): string | undefined {
  const name = object.spec?.secretRef?.name as string | undefined;
  const namespace = object.metadata.namespace ?? '';
  if (!name || api.get({ group: '', kind: 'Secret', namespace, name })) {
    return undefined;
  }
  return `failed to get secret '${namespace}/${name}': secrets "${name}" not found`;
}
