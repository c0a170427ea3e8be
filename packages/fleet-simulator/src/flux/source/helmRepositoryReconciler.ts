import { SOURCE_GROUP } from '../fluxGroups';
import { Reconciler } from '../machinery/Reconciler';
import { storeArtifact } from './artifact';
import { missingSecret } from './missingSecret';
import { artifactStored, fetchFailed } from './sourceOutcomes';

/** Fetches the index of a HelmRepository. Those of type `oci` are static and never come here. */
export const helmRepositoryReconciler: Reconciler = {
  group: SOURCE_GROUP,
  kind: 'HelmRepository',
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
      world.problem({ kind: 'chartRepository', url });
    if (problem || !world.charts.has(url)) {
      return fetchFailed(
        object,
        problem?.reason ?? 'IndexationFailed',
        problem?.message ??
          `failed to fetch Helm repository index: failed to cache index to temporary file: failed to fetch ${url}/index.yaml : 404 Not Found`,
      );
    }
    const indexDigest = world.charts.indexDigest(url);
    const revision = `sha256:${indexDigest}`;
    return artifactStored(
      object,
      storeArtifact(object, revision, {
        now: context.now,
        fileName: `index-${indexDigest}.yaml`,
      }),
      { message: `stored artifact: revision '${revision}'` },
    );
  },
};
