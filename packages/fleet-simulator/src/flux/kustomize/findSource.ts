import { KubernetesObject } from '../../apiserver/types';
import { SOURCE_GROUP } from '../fluxGroups';
import { ReconcileContext } from '../machinery/Reconciler';
import { artifactOf } from '../source/artifact';

/** The revision of what a Kustomization reads, or why there is none. */
export function findSource(
  object: KubernetesObject,
  { api }: ReconcileContext,
):
  | { revision: string; source: KubernetesObject }
  | { message: string; found: boolean } {
  const reference = object.spec?.sourceRef ?? {};
  const source = api.get({
    group: SOURCE_GROUP,
    kind: String(reference.kind),
    namespace: reference.namespace ?? object.metadata.namespace ?? '',
    name: String(reference.name),
  });
  if (!source) {
    return {
      found: false,
      message: `${reference.kind}.${SOURCE_GROUP} "${reference.name}" not found`,
    };
  }
  const artifact = artifactOf(source);
  if (!artifact) {
    return {
      found: true,
      message: 'Source artifact not found, retrying in 30s',
    };
  }
  return { revision: artifact.revision, source };
}
