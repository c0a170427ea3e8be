import type { Status } from '@flux-fleet/backstage-plugin-flux-fleet-common';
import type { IndexRow } from '../../src/resources/types';
import { pick, randomOf, type Random } from './random';

/** Kinds by how many of a hundred objects are of them. */
const KINDS: Array<[share: number, group: string, kind: string]> = [
  [34, 'kustomize.toolkit.fluxcd.io', 'Kustomization'],
  [26, 'helm.toolkit.fluxcd.io', 'HelmRelease'],
  [10, 'source.toolkit.fluxcd.io', 'HelmChart'],
  [8, 'source.toolkit.fluxcd.io', 'OCIRepository'],
  [6, 'source.toolkit.fluxcd.io', 'GitRepository'],
  [5, 'source.toolkit.fluxcd.io', 'HelmRepository'],
  [3, 'image.toolkit.fluxcd.io', 'ImageRepository'],
  [3, 'image.toolkit.fluxcd.io', 'ImagePolicy'],
  [2, 'notification.toolkit.fluxcd.io', 'Alert'],
  [1, 'notification.toolkit.fluxcd.io', 'Provider'],
  [1, 'source.toolkit.fluxcd.io', 'Bucket'],
  [1, 'fluxcd.controlplane.io', 'ResourceSet'],
];

/** Statuses by how many of a thousand objects have them. */
const STATUSES: Array<[share: number, status: Status, reason: string]> = [
  [930, 'Ready', 'ReconciliationSucceeded'],
  [25, 'Failed', 'InstallFailed'],
  [15, 'Waiting', 'DependencyNotReady'],
  [12, 'Progressing', 'Progressing'],
  [15, 'Suspended', 'Suspended'],
  [3, 'Unknown', ''],
];

const TEAMS = 40;
const APPS = 250;
const CLUSTER_ENVIRONMENTS = ['prod', 'prod', 'prod', 'staging', 'qa', 'dev'];
const REGIONS = ['eu-central-1', 'us-east-1', 'ap-southeast-2', 'westeurope'];
const NOW = Date.UTC(2026, 4, 1);
const DAY_MS = 86_400_000;

/** A cluster to fill the index with. */
export interface WorldCluster {
  name: string;
  environment: string;
  labels: Record<string, string>;
}

function shared<T extends [number, ...unknown[]]>(random: Random, shares: T[]) {
  let at = random() * shares.reduce((sum, [share]) => sum + share, 0);
  return shares.find(([share]) => (at -= share) < 0) ?? shares[0];
}

/** Clusters of several environments and regions; the same number makes the same ones. */
export function worldClusters(count: number): WorldCluster[] {
  const random = randomOf(1);
  return Array.from({ length: count }, (_, i) => {
    const environment = pick(random, CLUSTER_ENVIRONMENTS);
    const region = pick(random, REGIONS);
    const number = String(i + 1).padStart(3, '0');
    return {
      name: `${environment}-${region}-${number}`,
      environment,
      labels: { region, tier: pick(random, ['gold', 'silver', 'bronze']) },
    };
  });
}

function messageOf(random: Random, status: Status, app: string): string {
  const hash = Math.floor(random() * 2 ** 32).toString(16);
  switch (status) {
    case 'Failed':
      return `Helm install failed for release ${app}/${app} with chart ${app}@1.${hash.length}.0: context deadline exceeded, last error: container ${app} is waiting: ImagePullBackOff`;
    case 'Waiting':
      return `dependency 'flux-system/infra-${app}' is not ready`;
    case 'Progressing':
      return `Running health checks for revision main@sha1:${hash} with a timeout of 9m30s`;
    case 'Suspended':
      return '';
    default:
      return `Applied revision: main@sha1:${hash}${hash}${hash}${hash}`;
  }
}

/** The rows of one cluster: kinds, statuses, teams, revisions and messages as fleets have them. */
export function worldRows(
  cluster: WorldCluster,
  options: { count: number; seed: number },
): IndexRow[] {
  const random = randomOf(options.seed);
  return Array.from({ length: options.count }, (_, i): IndexRow => {
    const [, group, kind] = shared(random, KINDS);
    const [, status, reason] = shared(random, STATUSES);
    const team = `team-${Math.floor(random() ** 2 * TEAMS)}`;
    const app = `app-${Math.floor(random() * APPS)}`;
    const since = new Date(NOW - random() ** 3 * 200 * DAY_MS).toISOString();
    const isRelease = kind.startsWith('Helm');
    const sha = Math.floor(random() * 400)
      .toString(16)
      .padStart(8, '0');
    const revision = isRelease
      ? `${Math.floor(random() * 4)}.${Math.floor(random() * 20)}.0`
      : `main@sha1:${sha.repeat(5)}`;
    return {
      cluster: cluster.name,
      group,
      kind,
      namespace: random() < 0.1 ? 'flux-system' : team,
      name: `${app}-${i}`,
      version: 'v1',
      uid: `${options.seed}-${i}`,
      status,
      reason,
      message: messageOf(random, status, app),
      since,
      reconcilingSince: status === 'Progressing' ? since : null,
      suspended: status === 'Suspended',
      readiness: status === 'Failed' ? 'False' : 'True',
      retrying: false,
      reconcilable: true,
      revision,
      shortRevision: isRelease ? revision : `main@${sha}`,
      source: {
        kind: 'GitRepository',
        namespace: 'flux-system',
        name: 'fleet',
      },
      labels: {
        'app.kubernetes.io/name': app,
        'app.kubernetes.io/part-of': team,
        'kustomize.toolkit.fluxcd.io/name': `infra-${team}`,
        'kustomize.toolkit.fluxcd.io/namespace': 'flux-system',
      },
      lastReconciledAt: since,
    };
  });
}
