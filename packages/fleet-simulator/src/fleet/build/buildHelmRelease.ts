import { KubernetesObject } from '../../apiserver/types';
import { isAtLeast } from '../../flux/FluxRelease';
import { helmChartFor } from '../../flux/helm/releaseChart';
import { digest } from '../../flux/machinery/digest';
import { inventoryEntry } from '../../flux/machinery/inventory';
import { timestamp } from '../../flux/machinery/timestamp';
import { ClusterWriter, Draft } from './ClusterWriter';

const DAY = 86_400_000;

/** A Helm release with what its chart template creates. */
export interface HelmReleaseDraft {
  namespace: string;
  name: string;
  owner: { namespace: string; name: string };
  guarded?: boolean;
  spec: Record<string, unknown>;
  /** Versions that were installed before the present one, newest first. */
  earlier: Array<{ chart: string; version: string; appVersion: string }>;
  /** Deployments that it brings. */
  workloads: string[];
  labels?: Record<string, string>;
}

/** Writes a HelmRelease, with its HelmChart when it has a chart template. */
export function buildHelmRelease(
  writer: ClusterWriter,
  draft: HelmReleaseDraft,
): KubernetesObject {
  const release: Draft = {
    kind: 'HelmRelease',
    namespace: draft.namespace,
    name: draft.name,
    owner: draft.owner,
    guarded: draft.guarded,
    spec: draft.spec,
    labels: draft.labels,
    status: {
      ...(draft.earlier.length > 0 && { observedGeneration: 1 }),
      history: earlierSnapshots(writer, draft),
      ...(isAtLeast(writer.plan.fluxRelease, '2.8') && {
        inventory: { entries: inventory(draft) },
      }),
    },
  };
  if (draft.spec.chart) {
    buildHelmChart(writer, { ...release, spec: writer.specOf(release) });
  }
  return writer.flux(release);
}

function buildHelmChart(writer: ClusterWriter, release: Draft): void {
  const chart = helmChartFor({
    apiVersion: writer.apiVersion('HelmRelease'),
    kind: 'HelmRelease',
    metadata: { name: release.name, namespace: release.namespace },
    spec: release.spec,
  });
  writer.flux({
    kind: 'HelmChart',
    namespace: chart.metadata.namespace ?? '',
    name: chart.metadata.name,
    labels: chart.metadata.labels,
    manager: 'helm-controller',
    spec: chart.spec ?? {},
  });
}

function inventory(draft: HelmReleaseDraft) {
  const { namespace } = draft;
  return draft.workloads
    .flatMap(name => [
      { apiVersion: 'apps/v1', kind: 'Deployment', namespace, name },
      { apiVersion: 'v1', kind: 'Service', namespace, name },
      { apiVersion: 'v1', kind: 'ServiceAccount', namespace, name },
    ])
    .map(inventoryEntry)
    .sort((left, right) => (left.id < right.id ? -1 : 1));
}

function earlierSnapshots(writer: ClusterWriter, draft: HelmReleaseDraft) {
  const random = writer.random.fork(`history/${draft.namespace}/${draft.name}`);
  const configDigest = `sha256:${digest(
    JSON.stringify(draft.spec.values ?? {}),
  )}`;
  const first = writer.now - random.integer(60, 300) * DAY;
  const base = random.integer(1, 9);
  return draft.earlier.map(({ chart, version, appVersion }, index) => {
    const number = base + draft.earlier.length - index - 1;
    return {
      ...(isAtLeast(writer.plan.fluxRelease, '2.8') && { action: 'upgrade' }),
      appVersion,
      chartName: chart,
      chartVersion: version,
      configDigest,
      digest: `sha256:${digest(
        `${draft.namespace}/${draft.name}.v${number}@${version}`,
      )}`,
      firstDeployed: timestamp(first),
      lastDeployed: timestamp(
        writer.now - (index + 1) * random.integer(8, 20) * DAY,
      ),
      name: draft.name,
      namespace: draft.namespace,
      status: index === 0 ? 'deployed' : 'superseded',
      version: number,
    };
  });
}
