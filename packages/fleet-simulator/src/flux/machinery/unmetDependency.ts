import { KubernetesObject } from '../../apiserver/types';
import { isReady } from './conditions';
import { groupOf } from './objectKeys';
import { ReconcileContext } from './Reconciler';

/** What `spec.dependsOn` waits for, as Flux words it; undefined when all dependencies are Ready. */
export function unmetDependency(
  object: KubernetesObject,
  { api }: ReconcileContext,
): string | undefined {
  for (const dependency of object.spec?.dependsOn ?? []) {
    const namespace = dependency.namespace ?? object.metadata.namespace ?? '';
    const key = {
      group: groupOf(dependency.apiVersion ?? object.apiVersion),
      kind: dependency.kind ?? object.kind,
      namespace,
      name: dependency.name,
    };
    const found = api.get(key);
    const text = `${namespace}/${dependency.name}`;
    if (!found) {
      const type = `${dependency.kind ?? object.kind}.${key.group}`;
      return `dependency '${text}' not found: ${type} "${dependency.name}" not found`;
    }
    if (!isReady(found)) {
      return `dependency '${text}' is not ready`;
    }
  }
  return undefined;
}
