import { SOURCE_GROUP } from '../fluxGroups';
import { digest } from '../machinery/digest';
import { Reconciler } from '../machinery/Reconciler';
import { storeArtifact } from './artifact';
import { missingSecret } from './missingSecret';
import { artifactStored, fetchFailed } from './sourceOutcomes';

/** Downloads the content of a Bucket. */
export const bucketReconciler: Reconciler = {
  group: SOURCE_GROUP,
  kind: 'Bucket',
  controller: 'source-controller',
  defaultInterval: 300_000,
  progress: 'whenAsked',
  progressMessage: () => 'building artifact',
  reconcile(object, context) {
    const { world, api } = context;
    const endpoint = String(object.spec?.endpoint);
    const bucketName = String(object.spec?.bucketName);
    const secret = missingSecret(object, context);
    if (secret) {
      return fetchFailed(object, 'AuthenticationFailed', secret);
    }
    const problem =
      world.problem({ kind: 'access', cluster: api.name, url: endpoint }) ??
      world.problem({ kind: 'bucket', endpoint, bucketName });
    const version = world.bucketVersion(endpoint, bucketName);
    if (problem || version === 0) {
      return fetchFailed(
        object,
        problem?.reason ?? 'BucketOperationFailed',
        problem?.message ?? `bucket '${bucketName}' not found`,
      );
    }
    const checksum = digest(`${endpoint}/${bucketName}#${version}`);
    const revision = `sha256:${checksum}`;
    return artifactStored(
      object,
      storeArtifact(object, revision, {
        now: context.now,
        fileName: `${checksum}.tar.gz`,
      }),
      { message: `stored artifact: revision '${revision}'` },
    );
  },
};
