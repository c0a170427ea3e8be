import { KubernetesObject } from '../../apiserver/types';
import { SOURCE_GROUP } from '../fluxGroups';
import { Reconciler } from '../machinery/Reconciler';
import { World } from '../world/World';
import { storeArtifact } from './artifact';
import { missingSecret } from './missingSecret';
import { artifactStored, fetchFailed } from './sourceOutcomes';

/** Pulls the OCI artifact that an OCIRepository refers to. */
export const ociRepositoryReconciler: Reconciler = {
  group: SOURCE_GROUP,
  kind: 'OCIRepository',
  controller: 'source-controller',
  defaultInterval: 300_000,
  progress: 'whenAsked',
  progressMessage: () => 'building artifact',
  reconcile(object, context) {
    const { world, api } = context;
    const url = String(object.spec?.url);
    const secret = missingSecret(object, context);
    if (secret) {
      return fetchFailed(object, 'AuthenticationFailed', secret);
    }
    const problem =
      world.problem({ kind: 'access', cluster: api.name, url }) ??
      world.problem({ kind: 'artifact', url });
    if (problem) {
      return fetchFailed(
        object,
        problem.reason ?? 'OCIArtifactPullFailed',
        problem.message,
      );
    }
    const tag = tagOf(object, world, url);
    const tagDigest = tag && world.artifacts.digestOf(url, tag);
    if (!tag || !tagDigest) {
      const range = object.spec?.ref?.semver;
      return fetchFailed(
        object,
        'OCIArtifactPullFailed',
        range
          ? `failed to determine the artifact tag for '${url}': no match found for semver: ${range}`
          : `failed to determine artifact digest: GET ${manifestUrl(
              url,
              tag ?? 'latest',
            )}: MANIFEST_UNKNOWN: manifest unknown`,
      );
    }
    const revision = `${tag}@${tagDigest}`;
    return artifactStored(
      object,
      storeArtifact(object, revision, {
        now: context.now,
        fileName: `${tagDigest}.tar.gz`,
        metadata: {
          'org.opencontainers.image.source': url.replace('oci://', 'https://'),
        },
      }),
      { message: `stored artifact for digest '${revision}'` },
    );
  },
};

function tagOf(
  object: KubernetesObject,
  world: World,
  url: string,
): string | undefined {
  const reference = (object.spec?.ref ?? {}) as Record<string, string>;
  return reference.semver
    ? world.artifacts.highest(url, reference.semver)
    : reference.tag ?? 'latest';
}

function manifestUrl(url: string, tag: string): string {
  const [host, ...path] = url.replace('oci://', '').split('/');
  return `https://${host}/v2/${path.join('/')}/manifests/${tag}`;
}
