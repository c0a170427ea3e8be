import { FLEET_REPOSITORY, POLICIES_REPOSITORY } from '../material/addresses';
import { ChartMaterial, CHARTS } from '../material/charts';
import { buildConfigs } from './buildConfigs';
import { FLUX_SYSTEM } from './buildFluxSystem';
import { buildHelmRelease } from './buildHelmRelease';
import { buildKustomization } from './buildKustomization';
import { buildPodinfo } from './buildPodinfo';
import { buildWorkload } from './buildWorkload';
import { ClusterWriter } from './ClusterWriter';
import { ensureNamespace } from './ensureNamespace';

const FLEET_SOURCE = {
  kind: 'GitRepository',
  name: 'flux-system',
  url: FLEET_REPOSITORY,
};

const POLICIES_SOURCE = {
  kind: 'GitRepository',
  name: 'policies',
  url: POLICIES_REPOSITORY,
};

/**
 * Writes the platform's part of a cluster: Helm repositories, releases of well-known charts by layer, and the Kustomizations
 * that apply them, in their order. Each chart counts about three Flux objects.
 */
export function buildInfrastructure(
  writer: ClusterWriter,
  chartCount: number,
): void {
  const charts = CHARTS.slice(0, Math.max(2, chartCount));
  const layers = [...new Set(charts.map(({ layer }) => layer))];
  const repositories = new Map(
    charts.map(({ repository }) => [repository.name, repository]),
  );
  for (const repository of repositories.values()) {
    writer.flux({
      kind: 'HelmRepository',
      namespace: 'flux-system',
      name: repository.name,
      owner: FLUX_SYSTEM,
      spec: { interval: '30m', url: repository.url },
    });
  }
  for (const layer of layers) {
    buildLayer(
      writer,
      layer,
      charts.filter(chart => chart.layer === layer),
    );
  }
  buildPodinfo(writer);
  buildConfigs(writer, 'infra-configs', 'infra-controllers', FLEET_SOURCE);
  if (layers.includes('observability')) {
    buildConfigs(
      writer,
      'observability-dashboards',
      'infra-observability',
      FLEET_SOURCE,
    );
  }
  if (layers.includes('security')) {
    writer.flux({
      kind: 'GitRepository',
      namespace: 'flux-system',
      name: POLICIES_SOURCE.name,
      owner: FLUX_SYSTEM,
      spec: {
        interval: '5m',
        ref: { branch: 'main' },
        url: POLICIES_SOURCE.url,
      },
    });
    buildConfigs(
      writer,
      'platform-policies',
      'infra-security',
      POLICIES_SOURCE,
    );
  }
}

function buildLayer(
  writer: ClusterWriter,
  layer: ChartMaterial['layer'],
  charts: ChartMaterial[],
): void {
  const owner = { namespace: 'flux-system', name: `infra-${layer}` };
  for (const chart of charts) {
    buildChart(writer, chart, owner);
  }
  buildKustomization(writer, {
    ...owner,
    owner: FLUX_SYSTEM,
    guarded: true,
    source: FLEET_SOURCE,
    path: `./clusters/${writer.plan.name}/${owner.name}`,
    spec:
      layer === 'controllers'
        ? { retryInterval: '2m' }
        : { retryInterval: '2m', dependsOn: [{ name: 'infra-controllers' }] },
  });
}

function buildChart(
  writer: ClusterWriter,
  chart: ChartMaterial,
  owner: { namespace: string; name: string },
): void {
  const random = writer.random.fork(`chart/${chart.chart}`);
  // Production runs a version behind now and then; the others are up to date.
  const behind =
    chart.versions.length > 1 && writer.plan.environment === 'prod'
      ? Number(random.chance(0.5))
      : 0;
  const [version, appVersion] = chart.versions[behind];
  ensureNamespace(writer, chart.namespace);
  const release = {
    namespace: chart.namespace,
    name: chart.chart,
    owner,
    guarded: owner.name === 'infra-controllers',
    workloads: chart.workloads,
    earlier: chart.versions.slice(behind + 1).map(earlier => ({
      chart: chart.chart,
      version: earlier[0],
      appVersion: earlier[1],
    })),
    spec: {
      chart: {
        spec: {
          chart: chart.chart,
          interval: '12h',
          sourceRef: {
            kind: 'HelmRepository',
            name: chart.repository.name,
            namespace: 'flux-system',
          },
          version,
        },
      },
      install: { crds: 'CreateReplace', remediation: { retries: 3 } },
      interval: '30m',
      upgrade: { crds: 'CreateReplace', remediation: { retries: 3 } },
      values: chart.values,
    },
  };
  buildHelmRelease(writer, release);
  for (const name of chart.workloads) {
    buildWorkload(writer, {
      namespace: chart.namespace,
      name,
      image: `${chart.image}:${appVersion}`,
      labels: {
        'app.kubernetes.io/managed-by': 'Helm',
        'helm.toolkit.fluxcd.io/name': chart.chart,
        'helm.toolkit.fluxcd.io/namespace': chart.namespace,
      },
      manager: 'helm-controller',
    });
  }
}
