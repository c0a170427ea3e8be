import { maxSatisfying } from 'semver';
import { KubernetesObject } from '../../apiserver/types';
import { SOURCE_GROUP } from '../fluxGroups';
import { Outcome } from '../machinery/Outcome';
import { ReconcileContext, Reconciler } from '../machinery/Reconciler';
import { storeArtifact } from './artifact';
import { missingSecret } from './missingSecret';
import { artifactStored, fetchFailed } from './sourceOutcomes';

/** Fetches the commit that a GitRepository refers to. */
export const gitRepositoryReconciler: Reconciler = {
  group: SOURCE_GROUP,
  kind: 'GitRepository',
  controller: 'source-controller',
  defaultInterval: 60_000,
  progress: 'whenAsked',
  progressMessage: () => 'building artifact',
  reconcile(object, context) {
    const secret = missingSecret(object, context);
    if (secret) {
      return fetchFailed(object, 'AuthenticationFailed', secret);
    }
    return checkOut(object, context);
  },
};

function checkOut(
  object: KubernetesObject,
  context: ReconcileContext,
): Outcome {
  const { world, api } = context;
  const url = String(object.spec?.url);
  const problem =
    world.problem({ kind: 'access', cluster: api.name, url }) ??
    world.problem({ kind: 'gitRepository', url });
  if (problem) {
    return fetchFailed(
      object,
      problem.reason ?? 'GitOperationFailed',
      problem.message,
    );
  }
  if (!world.git.has(url)) {
    return fetchFailed(
      object,
      'GitOperationFailed',
      `failed to checkout and determine revision: unable to clone '${url}': repository not found`,
    );
  }
  const found = resolve(object, context, url);
  if (!found.commit) {
    return fetchFailed(object, 'GitOperationFailed', found.message);
  }
  const revision = `${found.name}@sha1:${found.commit.sha}`;
  return artifactStored(
    object,
    storeArtifact(object, revision, {
      now: context.now,
      fileName: `${found.commit.sha}.tar.gz`,
    }),
    { message: `stored artifact for revision '${revision}'` },
  );
}

function resolve(
  object: KubernetesObject,
  { world }: ReconcileContext,
  url: string,
) {
  const reference = (object.spec?.ref ?? {}) as Record<string, string>;
  const tags = world.git.tags(url);
  if (reference.semver || reference.tag) {
    const tag = reference.semver
      ? maxSatisfying([...tags.keys()], reference.semver)
      : reference.tag;
    return {
      name: tag ?? '',
      commit: tag ? tags.get(tag) : undefined,
      message: reference.semver
        ? `failed to checkout and determine revision: no match found for semver: ${reference.semver}`
        : `failed to checkout and determine revision: unable to clone '${url}': couldn't find remote ref "refs/tags/${reference.tag}"`,
    };
  }
  const branch = reference.branch ?? 'master';
  return {
    name: branch,
    commit: world.git.head(url, branch),
    message: `failed to checkout and determine revision: unable to clone '${url}': couldn't find remote ref "refs/heads/${branch}"`,
  };
}
