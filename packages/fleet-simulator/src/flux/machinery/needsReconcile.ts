import { KubernetesObject } from '../../apiserver/types';
import { conditionOf } from './conditions';
import { requestOf } from './tokens';

/** Whether an object has not been reconciled yet as it is now, or is asked to be once more. */
export function needsReconcile(object: KubernetesObject): boolean {
  const ready = conditionOf(object, 'Ready');
  if (!ready || requestOf(object).requested) {
    return true;
  }
  const generation = object.metadata.generation ?? 1;
  const observed =
    (object.status?.observedGeneration as number | undefined) ??
    ready.observedGeneration ??
    generation;
  return observed !== generation;
}
