import { findFluxKind } from './kinds';
import { groupOf, type Condition, type FluxObject } from './FluxObject';
import { readConditions, record, text } from './readObject';

/**
 * What a resource is doing, in the order of how much it matters to somebody who looks at the fleet.
 *
 * @public
 */
export const STATUSES = [
  'Failed',
  'Waiting',
  'Progressing',
  'Unknown',
  'Suspended',
  'Ready',
] as const;

/**
 * The status of a resource, derived from its object by {@link deriveStatus}.
 *
 * @public
 */
export type Status = (typeof STATUSES)[number];

/**
 * What {@link deriveStatus} reads off an object.
 *
 * @public
 */
export interface DerivedStatus {
  status: Status;
  /** The reason of the condition that decided; empty when none did. */
  reason: string;
  /** Its message; empty when there is none. */
  message: string;
  /** Since when, RFC 3339: the transition of the condition that decided, or null. */
  since: string | null;
  suspended: boolean;
  /** The status of the Ready condition, whatever else decided: a suspended resource keeps its last one. */
  readiness: Condition['status'] | null;
  /** Whether the controller will try again by itself. */
  retrying: boolean;
  /** Whether the controller has not acted on the newest spec yet. */
  outdated: boolean;
}

/** Kinds whose objects carry no `status.observedGeneration` at all. */
const WITHOUT_OBSERVED_GENERATION = new Set([
  'Alert',
  'Provider',
  'ExternalArtifact',
  'ArtifactGenerator',
]);

/** Whether no controller ever reconciles this object, so that it never gets conditions. */
export function isStatic(object: FluxObject): boolean {
  return (
    object.kind === 'Alert' ||
    object.kind === 'Provider' ||
    (object.kind === 'HelmRepository' && record(object.spec).type === 'oci')
  );
}

/**
 * Whether the object is suspended: by its spec, or by the annotation of kinds that have no such field.
 *
 * @public
 */
export function isSuspended(object: FluxObject): boolean {
  const mechanism = findFluxKind(groupOf(object.apiVersion), object.kind)
    ?.suspend ?? { by: 'spec' };
  switch (mechanism.by) {
    case 'spec':
      return record(object.spec).suspend === true;
    case 'annotation':
      return (
        text(
          record(object.metadata.annotations)[mechanism.annotation],
        )?.toLowerCase() === 'disabled'
      );
    default:
      return false;
  }
}

/** Whether `metadata.generation` is ahead of `status.observedGeneration`, where the kind has one. */
function isOutdated(object: FluxObject): boolean {
  if (WITHOUT_OBSERVED_GENERATION.has(object.kind) || isStatic(object)) {
    return false;
  }
  const { generation } = object.metadata;
  const { observedGeneration } = record(object.status);
  return (
    typeof generation === 'number' &&
    typeof observedGeneration === 'number' &&
    generation > observedGeneration
  );
}

/**
 * Derives one status from an object's spec, annotations and conditions. The first rule that holds wins:
 * suspended, stalled, waiting for a dependency, failed, progressing, outdated, ready, static, unknown.
 * Conditions follow {@link https://github.com/kubernetes-sigs/cli-utils/blob/master/pkg/kstatus/README.md | kstatus},
 * as all Flux controllers do.
 *
 * @public
 */
export function deriveStatus(object: FluxObject): DerivedStatus {
  const conditions = readConditions(object);
  const find = (type: string) => conditions.find(c => c.type === type);
  const ready = find('Ready');
  const reconciling = find('Reconciling');
  const stalled = find('Stalled');
  const isReconciling = reconciling?.status === 'True';
  const suspended = isSuspended(object);
  const outdated = isOutdated(object);

  const answer = (status: Status, decidedBy?: Condition): DerivedStatus => ({
    status,
    reason: decidedBy?.reason ?? '',
    message: decidedBy?.message ?? '',
    since: decidedBy?.lastTransitionTime ?? null,
    suspended,
    readiness: ready?.status ?? null,
    retrying:
      ready?.status === 'False' &&
      stalled?.status !== 'True' &&
      isReconciling &&
      reconciling?.reason === 'ProgressingWithRetry',
    outdated,
  });

  if (suspended) return answer('Suspended', ready);
  if (stalled?.status === 'True') return answer('Failed', stalled);
  if (ready?.status === 'False') {
    return answer(
      ready.reason === 'DependencyNotReady' ? 'Waiting' : 'Failed',
      ready,
    );
  }
  if (ready?.status === 'Unknown') return answer('Progressing', ready);
  if (isReconciling) return answer('Progressing', reconciling);
  if (outdated) return answer('Progressing', ready);
  if (ready?.status === 'True') return answer('Ready', ready);
  if (conditions.length === 0 && isStatic(object)) return answer('Ready');
  return answer('Unknown');
}
