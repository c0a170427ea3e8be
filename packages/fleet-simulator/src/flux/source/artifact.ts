import { KubernetesObject } from '../../apiserver/types';
import { digest } from '../machinery/digest';
import { timestamp } from '../machinery/timestamp';

/** `status.artifact` of a source. */
export interface Artifact {
  revision: string;
  digest: string;
  path: string;
  url: string;
  size: number;
  lastUpdateTime: string;
  metadata?: Record<string, string>;
}

/** The artifact that a source has, if any. */
export function artifactOf(object: KubernetesObject): Artifact | undefined {
  return object.status?.artifact as Artifact | undefined;
}

/** The artifact of a source at a revision: the same as before when the revision is. */
export function storeArtifact(
  object: KubernetesObject,
  revision: string,
  options: { now: number; fileName: string; metadata?: Record<string, string> },
): Artifact {
  const before = artifactOf(object);
  if (before?.revision === revision) {
    return before;
  }
  const path = [
    object.kind.toLowerCase(),
    object.metadata.namespace,
    object.metadata.name,
    options.fileName,
  ].join('/');
  const checksum = digest(`${path}@${revision}`);
  return {
    digest: `sha256:${checksum}`,
    lastUpdateTime: timestamp(options.now),
    ...(options.metadata && { metadata: options.metadata }),
    path,
    revision,
    size: 2_048 + (parseInt(checksum.slice(0, 5), 16) % 262_144),
    url: `http://source-controller.flux-system.svc.cluster.local./${path}`,
  };
}
