import { KubernetesObject } from '../../apiserver/types';
import { ConditionDraft } from '../machinery/Condition';
import { Outcome } from '../machinery/Outcome';
import { failed, stalled, succeeded } from '../machinery/outcomes';
import { Artifact, artifactOf } from './artifact';

/** A source that has its artifact. `message` is the one of Ready and of ArtifactInStorage. */
export function artifactStored(
  object: KubernetesObject,
  artifact: Artifact,
  details: {
    reason?: string;
    message: string;
    eventReason?: string;
    status?: Record<string, unknown>;
  },
): Outcome {
  const reason = details.reason ?? 'Succeeded';
  const isNew = artifactOf(object)?.revision !== artifact.revision;
  return succeeded(reason, details.message, {
    conditions: [storage(reason, details.message)],
    status: { artifact, ...details.status },
    ...(isNew && {
      event: {
        type: 'Normal',
        reason: details.eventReason ?? 'NewArtifact',
        message: details.message,
      },
    }),
  });
}

/** A source that could not be fetched; what it had stored stays. */
export function fetchFailed(
  object: KubernetesObject,
  reason: string,
  message: string,
): Outcome {
  return failed(reason, message, {
    conditions: [
      { type: 'FetchFailed', status: 'True', reason, message },
      ...keptStorage(object),
    ],
  });
}

/** A source whose specification cannot be fulfilled: it waits for a change or a request. */
export function fetchStalled(
  object: KubernetesObject,
  reason: string,
  message: string,
): Outcome {
  return stalled(reason, message, {
    conditions: [
      { type: 'FetchFailed', status: 'True', reason, message },
      ...keptStorage(object),
    ],
  });
}

function keptStorage(object: KubernetesObject): ConditionDraft[] {
  const artifact = artifactOf(object);
  return artifact
    ? [
        storage(
          'Succeeded',
          `stored artifact for revision '${artifact.revision}'`,
        ),
      ]
    : [];
}

function storage(reason: string, message: string): ConditionDraft {
  return { type: 'ArtifactInStorage', status: 'True', reason, message };
}
