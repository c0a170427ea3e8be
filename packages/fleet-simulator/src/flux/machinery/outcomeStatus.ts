import { KubernetesObject } from '../../apiserver/types';
import { ConditionDraft } from './Condition';
import { writeConditions } from './conditions';
import { Outcome } from './Outcome';
import { handledTokens } from './tokens';

/** Kinds whose status has no observedGeneration. */
const WITHOUT_OBSERVED_GENERATION = new Set([
  'ExternalArtifact',
  'ArtifactGenerator',
  'FluxInstance',
  'FluxReport',
  'ResourceSet',
  'ResourceSetInputProvider',
]);

/** The merge patch of status that records how a reconcile ended. */
export function outcomeStatus(
  object: KubernetesObject,
  outcome: Outcome,
  now: number,
): Record<string, unknown> {
  const ready: ConditionDraft = { type: 'Ready', ...outcome.ready };
  const drafts = [
    ...outcome.conditions.filter(
      ({ type }) => type === 'Reconciling' || type === 'Stalled',
    ),
    ready,
    ...outcome.conditions.filter(
      ({ type }) => type !== 'Reconciling' && type !== 'Stalled',
    ),
  ];
  const settled = outcome.ready.status !== 'Unknown';
  return {
    ...(!WITHOUT_OBSERVED_GENERATION.has(object.kind) && {
      observedGeneration: settled
        ? object.metadata.generation ?? 1
        : object.status?.observedGeneration ?? -1,
    }),
    ...outcome.status,
    conditions: writeConditions(object, drafts, now),
    ...(!outcome.unfinished && handledTokens(object)),
  };
}
