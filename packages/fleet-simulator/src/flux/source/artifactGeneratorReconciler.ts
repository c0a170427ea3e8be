import { KubernetesObject } from '../../apiserver/types';
import { SOURCE_EXTENSIONS_GROUP, SOURCE_GROUP } from '../fluxGroups';
import { writeConditions } from '../machinery/conditions';
import { digest } from '../machinery/digest';
import { failed, succeeded } from '../machinery/outcomes';
import { ReconcileContext, Reconciler } from '../machinery/Reconciler';
import { Artifact, artifactOf, storeArtifact } from './artifact';

/** Makes ExternalArtifacts out of the artifacts of other sources. */
export const artifactGeneratorReconciler: Reconciler = {
  group: SOURCE_EXTENSIONS_GROUP,
  kind: 'ArtifactGenerator',
  controller: 'source-watcher',
  defaultInterval: 300_000,
  progress: 'whenAsked',
  progressMessage: () => 'reconciliation in progress',
  reconcile(object, context) {
    const revisions: string[] = [];
    for (const source of object.spec?.sources ?? []) {
      const namespace = source.namespace ?? object.metadata.namespace ?? '';
      const found = context.api.get({
        group: SOURCE_GROUP,
        kind: source.kind,
        namespace,
        name: source.name,
      });
      const artifact = found && artifactOf(found);
      if (!artifact) {
        return failed(
          'SourceFetchFailed',
          `source '${source.kind}/${namespace}/${source.name}' is not ready`,
        );
      }
      revisions.push(artifact.revision);
    }
    const sourcesDigest = `sha256:${digest(revisions.join('\n'))}`;
    const generated = externalArtifacts(object, sourcesDigest, context.now);
    if (context.effects) {
      for (const { external, artifact } of generated) {
        writeExternalArtifact(external, artifact, context);
      }
    }
    const changed = object.status?.observedSourcesDigest !== sourcesDigest;
    const message = `reconciliation succeeded, generated ${generated.length} artifact(s)`;
    return succeeded('Succeeded', message, {
      status: {
        observedSourcesDigest: sourcesDigest,
        inventory: generated.map(({ external, artifact }) => ({
          digest: artifact.digest,
          filename: artifact.path.split('/').pop(),
          name: external.metadata.name,
          namespace: external.metadata.namespace,
        })),
      },
      ...(changed && {
        event: { type: 'Normal', reason: 'Succeeded', message },
      }),
    });
  },
};

/** The ExternalArtifacts of a generator, with the artifact that each holds. */
export function externalArtifacts(
  generator: KubernetesObject,
  sourcesDigest: string,
  now: number,
): Array<{ external: KubernetesObject; artifact: Artifact }> {
  return (generator.spec?.artifacts ?? []).map((entry: { name: string }) => {
    const external: KubernetesObject = {
      apiVersion: `${SOURCE_GROUP}/v1`,
      kind: 'ExternalArtifact',
      metadata: {
        name: entry.name,
        namespace: generator.metadata.namespace,
        labels: { 'app.kubernetes.io/managed-by': 'source-watcher' },
        ...(generator.metadata.uid && {
          ownerReferences: [
            {
              apiVersion: generator.apiVersion,
              kind: generator.kind,
              name: generator.metadata.name,
              uid: generator.metadata.uid,
              controller: true,
              blockOwnerDeletion: true,
            },
          ],
        }),
      },
      spec: {
        sourceRef: {
          apiVersion: generator.apiVersion,
          kind: generator.kind,
          name: generator.metadata.name,
          namespace: generator.metadata.namespace,
        },
      },
    };
    const checksum = digest(`${entry.name}@${sourcesDigest}`);
    const artifact = storeArtifact(external, `latest@sha256:${checksum}`, {
      now,
      fileName: `${checksum.slice(0, 12)}.tar.gz`,
    });
    return { external, artifact };
  });
}

/** The status of an ExternalArtifact that holds an artifact. */
export function externalArtifactStatus(
  external: KubernetesObject,
  artifact: Artifact,
  now: number,
): Record<string, unknown> {
  return {
    artifact,
    conditions: writeConditions(
      external,
      [
        {
          type: 'Ready',
          status: 'True',
          reason: 'Succeeded',
          message: 'Artifact is ready',
        },
      ],
      now,
    ),
  };
}

function writeExternalArtifact(
  external: KubernetesObject,
  artifact: Artifact,
  { api, now }: ReconcileContext,
): void {
  const applied = api.apply(external, {
    manager: 'source-watcher',
    force: true,
  });
  if (artifactOf(applied)?.revision === artifact.revision) {
    return;
  }
  api.patch(
    {
      group: SOURCE_GROUP,
      kind: 'ExternalArtifact',
      namespace: applied.metadata.namespace ?? '',
      name: applied.metadata.name,
    },
    { status: externalArtifactStatus(applied, artifact, now) },
    { manager: 'source-watcher', subresource: 'status' },
  );
}
