import { ClusterApi, KubernetesObject } from '../../apiserver/types';
import {
  HELM_GROUP,
  KUSTOMIZE_GROUP,
  OPERATOR_GROUP,
  SOURCE_GROUP,
} from '../fluxGroups';
import { FluxRelease } from '../FluxRelease';
import { FLUX_OPERATOR_VERSION, fluxVersions } from '../fluxVersions';
import { conditionOf } from '../machinery/conditions';
import { isSuspended } from '../machinery/suspension';
import { artifactOf } from '../source/artifact';

/** `spec.reconcilers[].stats` of a FluxReport. */
interface Stats {
  failing: number;
  running: number;
  suspended: number;
  totalSize?: string;
}

const OWN_GROUPS = [
  KUSTOMIZE_GROUP,
  HELM_GROUP,
  SOURCE_GROUP,
  'source.extensions.fluxcd.io',
  'image.toolkit.fluxcd.io',
  'notification.toolkit.fluxcd.io',
  OPERATOR_GROUP,
];

/** The specification of a cluster's FluxReport: version, components, counts by kind and the state of its sync. */
export function fluxReportSpec(
  api: ClusterApi,
  release: FluxRelease,
): Record<string, unknown> {
  const versions = fluxVersions(release);
  return {
    cluster: clusterInfo(api),
    distribution: {
      entitlement: 'Issued by controlplane',
      managedBy: 'flux-operator',
      status: 'Installed',
      version: versions.distribution,
    },
    operator: {
      apiVersion: `${OPERATOR_GROUP}/v1`,
      platform: 'linux/amd64',
      version: FLUX_OPERATOR_VERSION,
    },
    components: Object.entries(versions.controllers).map(([name, tag]) => ({
      image: `ghcr.io/fluxcd/${name}:${tag}`,
      name,
      ready: true,
      status: 'Current Deployment is available. Replicas: 1',
    })),
    reconcilers: api
      .definitions()
      .filter(
        ({ group, kind }) =>
          OWN_GROUPS.includes(group) && kind !== 'FluxReport',
      )
      .map(({ group, kind, versions: served }) => ({
        apiVersion: `${group}/${served[0]}`,
        kind,
        stats: statsOf(api.list(group, kind)),
      })),
    ...sync(api),
  };
}

/** The nodes' kubelets tell the version: the API that controllers use in process has none. */
function clusterInfo(api: ClusterApi): Record<string, unknown> {
  const nodes = api.list('', 'Node');
  const version = nodes[0]?.status?.nodeInfo?.kubeletVersion as
    | string
    | undefined;
  return {
    platform: 'linux/amd64',
    serverVersion: version ?? 'unknown',
    nodes: nodes.length,
  };
}

function statsOf(objects: KubernetesObject[]): Stats {
  let size = 0;
  const stats: Stats = { failing: 0, running: 0, suspended: 0 };
  for (const object of objects) {
    size += artifactOf(object)?.size ?? 0;
    if (isSuspended(object)) {
      stats.suspended += 1;
    } else if (conditionOf(object, 'Ready')?.status === 'False') {
      stats.failing += 1;
    } else {
      stats.running += 1;
    }
  }
  if (size > 0) {
    stats.totalSize = `${(size / 1_048_576).toFixed(1)} MiB`;
  }
  return stats;
}

function sync(api: ClusterApi): Record<string, unknown> {
  const [root] = api
    .list(KUSTOMIZE_GROUP, 'Kustomization', { namespace: 'flux-system' })
    .filter(({ metadata }) => metadata.name === 'flux-system');
  if (!root) {
    return {};
  }
  const source = api.get({
    group: SOURCE_GROUP,
    kind: String(root.spec?.sourceRef?.kind),
    namespace: 'flux-system',
    name: String(root.spec?.sourceRef?.name),
  });
  const ready = conditionOf(root, 'Ready');
  return {
    sync: {
      id: 'kustomization/flux-system',
      path: root.spec?.path,
      ready: ready?.status === 'True',
      source: source?.spec?.url,
      status: ready?.message ?? 'not initialized',
    },
  };
}
