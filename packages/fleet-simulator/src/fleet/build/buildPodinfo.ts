import { PODINFO } from '../material/charts';
import { FLUX_SYSTEM } from './buildFluxSystem';
import { buildHelmRelease } from './buildHelmRelease';
import { buildWorkload } from './buildWorkload';
import { ClusterWriter } from './ClusterWriter';
import { ensureNamespace } from './ensureNamespace';

/** Writes a release whose chart comes as an OCI artifact. */
export function buildPodinfo(writer: ClusterWriter): void {
  const owner = FLUX_SYSTEM;
  ensureNamespace(writer, 'podinfo');
  writer.flux({
    kind: 'OCIRepository',
    namespace: 'flux-system',
    name: 'podinfo',
    owner,
    spec: {
      interval: '10m',
      layerSelector: {
        mediaType: 'application/vnd.cncf.helm.chart.content.v1.tar+gzip',
        operation: 'copy',
      },
      ref: { semver: writer.plan.environment === 'prod' ? '~6.8' : '6.x' },
      url: PODINFO.url,
    },
  });
  buildHelmRelease(writer, {
    namespace: 'podinfo',
    name: 'podinfo',
    owner,
    workloads: ['podinfo'],
    earlier: [{ chart: 'podinfo', version: '6.7.1', appVersion: '6.7.1' }],
    spec: {
      chartRef: {
        kind: 'OCIRepository',
        name: 'podinfo',
        namespace: 'flux-system',
      },
      interval: '15m',
      values: { replicaCount: 1, ui: { message: writer.plan.name } },
    },
  });
  buildWorkload(writer, {
    namespace: 'podinfo',
    name: 'podinfo',
    image: 'ghcr.io/stefanprodan/podinfo:6.8.0',
    labels: {
      'helm.toolkit.fluxcd.io/name': 'podinfo',
      'helm.toolkit.fluxcd.io/namespace': 'podinfo',
    },
    manager: 'helm-controller',
  });
}
