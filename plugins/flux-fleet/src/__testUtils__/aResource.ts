import type {
  Cluster,
  FluxResource,
} from '@flux-fleet/backstage-plugin-flux-fleet-common';

/** A ready HelmRelease, with what a test changes about it. */
export function aResource(change: Partial<FluxResource> = {}): FluxResource {
  const cluster = change.cluster ?? 'eu-1';
  return {
    cluster,
    clusterUid: `uid-${cluster}`,
    environment: 'prod',
    group: 'helm.toolkit.fluxcd.io',
    version: 'v2',
    kind: 'HelmRelease',
    namespace: 'apps',
    name: 'podinfo',
    uid: 'c0ffee',
    status: 'Ready',
    reason: 'UpgradeSucceeded',
    message: 'Helm upgrade succeeded',
    since: '2026-03-01T10:00:00Z',
    reconcilingSince: null,
    suspended: false,
    readiness: 'True',
    retrying: false,
    reconcilable: true,
    revision: '6.5.4@sha256:0123456789abcdef',
    shortRevision: '6.5.4',
    source: {
      kind: 'OCIRepository',
      namespace: 'apps',
      name: 'podinfo-charts',
    },
    labels: { team: 'checkout' },
    lastReconciledAt: '2026-03-01T11:00:00Z',
    stale: false,
    staleSince: null,
    ...change,
  };
}

/** A failed one. */
export function aFailure(change: Partial<FluxResource> = {}): FluxResource {
  return aResource({
    status: 'Failed',
    reason: 'UpgradeFailed',
    message: "values don't meet the schema",
    readiness: 'False',
    ...change,
  });
}

/** A connected cluster without resources, with what a test changes about it. */
export function aCluster(change: Partial<Cluster> = {}): Cluster {
  const name = change.name ?? 'eu-1';
  return {
    name,
    uid: `uid-${name}`,
    title: name,
    dns: null,
    environment: 'prod',
    labels: {},
    source: 'config',
    health: {
      state: 'connected',
      message: '',
      since: '2026-03-01T09:00:00Z',
      nextTryAt: null,
    },
    versions: { kubernetes: '1.34', flux: '2.9.4', operator: null },
    counts: {
      Failed: 0,
      Waiting: 0,
      Progressing: 0,
      Unknown: 0,
      Suspended: 0,
      Ready: 0,
    },
    unreadableKinds: [],
    lastSyncedAt: '2026-03-01T11:00:00Z',
    lastPolledAt: null,
    sync: null,
    version: 1,
    ...change,
  };
}
