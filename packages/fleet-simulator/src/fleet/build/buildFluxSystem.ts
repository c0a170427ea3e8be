import { fluxVersions, FLUX_OPERATOR_VERSION } from '../../flux/fluxVersions';
import { FLEET_REPOSITORY } from '../material/addresses';
import { buildSecret } from './buildSecret';
import { buildWorkload } from './buildWorkload';
import { ClusterWriter } from './ClusterWriter';
import { ensureNamespace } from './ensureNamespace';

export const FLUX_SYSTEM = { namespace: 'flux-system', name: 'flux-system' };

/** Writes Flux itself: its namespace, controllers, the operator's instance, and the source of the whole cluster. */
export function buildFluxSystem(writer: ClusterWriter): void {
  const { plan } = writer;
  const versions = fluxVersions(plan.fluxRelease);
  const labels = {
    'app.kubernetes.io/instance': 'flux-system',
    'app.kubernetes.io/part-of': 'flux',
    'app.kubernetes.io/version': versions.distribution,
  };
  ensureNamespace(writer, 'flux-system', labels);
  buildSecret(writer, {
    namespace: 'flux-system',
    name: 'flux-system',
    keys: ['identity', 'identity.pub', 'known_hosts'],
  });
  for (const [name, tag] of Object.entries(versions.controllers)) {
    buildController(writer, name, `ghcr.io/fluxcd/${name}:${tag}`, labels);
  }
  if (plan.operator) {
    buildController(
      writer,
      'flux-operator',
      `ghcr.io/controlplaneio-fluxcd/flux-operator:${FLUX_OPERATOR_VERSION}`,
      { 'app.kubernetes.io/version': FLUX_OPERATOR_VERSION },
    );
    writer.flux({
      kind: 'FluxInstance',
      namespace: 'flux-system',
      name: 'flux',
      annotations: { 'fluxcd.controlplane.io/reconcileEvery': '1h' },
      spec: {
        distribution: {
          version: `${plan.fluxRelease}.x`,
          registry: 'ghcr.io/fluxcd',
        },
        components: Object.keys(versions.controllers),
        cluster: { type: 'kubernetes', size: 'medium', multitenant: true },
        sync: {
          kind: 'GitRepository',
          url: FLEET_REPOSITORY,
          ref: 'refs/heads/main',
          path: `clusters/${plan.name}`,
          pullSecret: 'flux-system',
        },
      },
    });
  }
  writer.flux({
    kind: 'GitRepository',
    ...FLUX_SYSTEM,
    owner: FLUX_SYSTEM,
    spec: {
      interval: '1m',
      ref: { branch: 'main' },
      secretRef: { name: 'flux-system' },
      timeout: '60s',
      url: FLEET_REPOSITORY,
    },
  });
}

/** Controllers run on every cluster, also where other workloads are left out: their labels tell the Flux version. */
function buildController(
  writer: ClusterWriter,
  name: string,
  image: string,
  labels: Record<string, string>,
): void {
  if (writer.plan.workloads) {
    buildWorkload(writer, {
      namespace: 'flux-system',
      name,
      image,
      labels: { ...labels, 'app.kubernetes.io/component': name },
      manager: 'flux-operator',
    });
    return;
  }
  writer.plain(
    {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name, namespace: 'flux-system', labels },
      spec: {
        replicas: 1,
        selector: { matchLabels: { app: name } },
        template: {
          metadata: { labels: { app: name } },
          spec: { containers: [{ name: 'manager', image }] },
        },
      },
      status: { replicas: 1, readyReplicas: 1, availableReplicas: 1 },
    },
    'flux',
  );
}
