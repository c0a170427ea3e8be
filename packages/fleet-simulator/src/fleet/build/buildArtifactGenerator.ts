import {
  externalArtifacts,
  externalArtifactStatus,
} from '../../flux/source/artifactGeneratorReconciler';
import { ClusterWriter } from './ClusterWriter';
import { FLUX_SYSTEM } from './buildFluxSystem';

/** Writes a generator that splits the platform's repository, with its artifacts, where the cluster's Flux knows the kind. */
export function buildArtifactGenerator(writer: ClusterWriter): void {
  if (!writer.serves('ArtifactGenerator')) {
    return;
  }
  const generator = writer.flux({
    kind: 'ArtifactGenerator',
    namespace: 'flux-system',
    name: 'fleet',
    owner: FLUX_SYSTEM,
    spec: {
      sources: [{ alias: 'fleet', kind: 'GitRepository', name: 'flux-system' }],
      artifacts: ['policies', 'dashboards'].map(name => ({
        name: `fleet-${name}`,
        copy: [{ from: `@fleet/${name}/**`, to: '@artifact/' }],
      })),
    },
  });
  const digest = String(generator.status?.observedSourcesDigest);
  for (const { external, artifact } of externalArtifacts(
    generator,
    digest,
    writer.now,
  )) {
    writer.generated(
      {
        ...external,
        status: externalArtifactStatus(external, artifact, writer.now),
      },
      'source-watcher',
    );
  }
}
