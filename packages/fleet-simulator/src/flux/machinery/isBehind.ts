import { KubernetesObject } from '../../apiserver/types';
import { conditionOf } from './conditions';

/** Reasons of a reader that waits for what it reads. */
const WAITING = new Set([
  'DependencyNotReady',
  'SourceNotReady',
  'ArtifactFailed',
  'NoSourceArtifact',
  'SourceUnavailable',
  'SourceFetchFailed',
]);

/** Whether a reader has something to do about a source's revision (empty for dependencies), or waits for what it reads. */
export function isBehind(reader: KubernetesObject, revision: string): boolean {
  const ready = conditionOf(reader, 'Ready');
  if (ready && WAITING.has(ready.reason)) {
    return true;
  }
  if (!revision) {
    return false;
  }
  const attempted = reader.status?.lastAttemptedRevision;
  switch (reader.kind) {
    case 'Kustomization':
    case 'HelmRelease':
      // Releases record the chart version of an OCI artifact without its digest.
      return attempted !== revision && attempted !== revision.split('@')[0];
    case 'HelmChart':
      return reader.status?.observedSourceArtifactRevision !== revision;
    case 'ImagePolicy':
    case 'ArtifactGenerator':
      return true;
    default:
      return false;
  }
}
