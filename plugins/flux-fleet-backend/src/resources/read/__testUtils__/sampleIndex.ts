import type { SeedCluster, SeedResource } from './seedIndex';

/** Three clusters, one of which is not heard of. */
export const sampleClusters: SeedCluster[] = [
  { name: 'eu-1', environment: 'prod', labels: { region: 'eu', 'a"b': 'x' } },
  { name: 'us-1', environment: 'dev', labels: { region: 'us' } },
  { name: 'old', environment: 'dev', staleSince: '2026-05-01T09:00:00.000Z' },
];

const HELM = { group: 'helm.toolkit.fluxcd.io', kind: 'HelmRelease' };

/** A few resources on them, failed, waiting, suspended and ready. */
export const sampleResources: SeedResource[] = [
  {
    cluster: 'eu-1',
    name: 'podinfo',
    ...HELM,
    status: 'Failed',
    message: 'Helm install FAILED: 100% wrong',
    labels: { team: 'a', 'app.kubernetes.io/name': 'podinfo' },
    since: '2026-05-01T08:00:00.000Z',
    shortRevision: '6.6.0',
    revision: '6.6.0',
  },
  {
    cluster: 'us-1',
    name: 'podinfo',
    ...HELM,
    labels: { team: 'b' },
    since: '2026-05-01T07:00:00.000Z',
    shortRevision: '6.5.4',
    revision: '6.5.4',
    source: { kind: 'OCIRepository', namespace: 'apps', name: 'podinfo' },
  },
  { cluster: 'us-1', name: 'infra', namespace: 'flux-system' },
  { cluster: 'old', name: 'apps', status: 'Suspended', labels: { team: 'a' } },
  { cluster: 'old', name: 'wait_ing', status: 'Waiting' },
];
