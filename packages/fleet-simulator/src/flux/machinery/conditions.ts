import { KubernetesObject } from '../../apiserver/types';
import { Condition, ConditionDraft } from './Condition';
import { timestamp } from './timestamp';

/** The conditions that an object has now. */
export function conditionsOf(object: KubernetesObject): Condition[] {
  return (object.status?.conditions as Condition[] | undefined) ?? [];
}

/** One condition of an object. */
export function conditionOf(
  object: KubernetesObject,
  type: string,
): Condition | undefined {
  return conditionsOf(object).find(condition => condition.type === type);
}

/** Whether an object's Ready condition is True for its current generation. */
export function isReady(object: KubernetesObject): boolean {
  const observed = object.status?.observedGeneration as number | undefined;
  return (
    conditionOf(object, 'Ready')?.status === 'True' &&
    (observed === undefined || observed === object.metadata.generation)
  );
}

/**
 * Turns drafts into conditions. As Flux's own runtime does it, a condition keeps its transition time only while status,
 * reason and message all stay.
 */
export function writeConditions(
  object: KubernetesObject,
  drafts: ConditionDraft[],
  now: number,
): Condition[] {
  const previous = conditionsOf(object);
  return drafts.map(draft => {
    const before = previous.find(condition => condition.type === draft.type);
    const same =
      before !== undefined &&
      before.status === draft.status &&
      before.reason === draft.reason &&
      before.message === draft.message;
    return {
      lastTransitionTime: same ? before.lastTransitionTime : timestamp(now),
      message: draft.message,
      observedGeneration: object.metadata.generation ?? 1,
      reason: draft.reason,
      status: draft.status,
      type: draft.type,
    };
  });
}
