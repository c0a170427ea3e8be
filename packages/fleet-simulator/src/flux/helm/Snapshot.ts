import { KubernetesObject } from '../../apiserver/types';
import { isAtLeast } from '../FluxRelease';
import { digest } from '../machinery/digest';
import { ReconcileContext } from '../machinery/Reconciler';
import { timestamp } from '../machinery/timestamp';
import { ReleaseChart } from './releaseChart';

/** One entry of a HelmRelease's `status.history`: a release as Helm's storage has it. */
export interface Snapshot {
  digest: string;
  name: string;
  namespace: string;
  version: number;
  status: 'deployed' | 'superseded' | 'failed' | 'uninstalled';
  chartName: string;
  chartVersion: string;
  appVersion: string;
  configDigest: string;
  firstDeployed: string;
  lastDeployed: string;
  ociDigest?: string;
  action?: 'install' | 'upgrade' | 'rollback';
}

/** The newest snapshots first. */
export function snapshotsOf(release: KubernetesObject): Snapshot[] {
  return (release.status?.history as Snapshot[] | undefined) ?? [];
}

/** The namespace that a release is installed into, and the name that it has there. */
export function releaseTarget(release: KubernetesObject): {
  namespace: string;
  name: string;
} {
  const target = release.spec?.targetNamespace as string | undefined;
  return {
    namespace: target ?? release.metadata.namespace ?? '',
    name:
      release.spec?.releaseName ??
      (target ? `${target}-${release.metadata.name}` : release.metadata.name),
  };
}

/** The snapshot of an action that has just run. */
export function nextSnapshot(
  release: KubernetesObject,
  chart: ReleaseChart,
  details: {
    status: 'deployed' | 'failed';
    action: NonNullable<Snapshot['action']>;
    configDigest: string;
  },
  context: ReconcileContext,
): Snapshot {
  const history = snapshotsOf(release);
  const target = releaseTarget(release);
  const version = (history[0]?.version ?? 0) + 1;
  return {
    ...(isAtLeast(context.release, '2.8') && { action: details.action }),
    appVersion: chart.appVersion,
    chartName: chart.name,
    chartVersion: chart.version,
    configDigest: details.configDigest,
    digest: `sha256:${digest(
      `${target.namespace}/${target.name}.v${version}@${chart.version}`,
    )}`,
    firstDeployed: history[0]?.firstDeployed ?? timestamp(context.now),
    lastDeployed: timestamp(context.now),
    name: target.name,
    namespace: target.namespace,
    ...(chart.ociDigest && { ociDigest: chart.ociDigest }),
    status: details.status,
    version,
  };
}

const HISTORY_LIMIT = 5;

/**
 * History with a new snapshot in front: what it replaces is superseded, and five are kept. However often it fails after that,
 * the release that was deployed last is among them.
 */
export function withSnapshot(
  release: KubernetesObject,
  snapshot: Snapshot,
): Snapshot[] {
  const history = [
    snapshot,
    ...snapshotsOf(release).map(previous =>
      previous.status === 'deployed' && snapshot.status === 'deployed'
        ? { ...previous, status: 'superseded' as const }
        : previous,
    ),
  ];
  const kept = history.slice(0, HISTORY_LIMIT);
  const deployed = history.find(({ status }) => status === 'deployed');
  return deployed && !kept.includes(deployed)
    ? [...kept.slice(0, -1), deployed]
    : kept;
}
