import { appImage, teamRepository } from '../material/addresses';
import { SERVICE_CHART } from '../material/charts';
import { TeamMaterial } from '../material/teams';
import { buildAppImages, buildImageAutomation } from './buildImages';
import { FLUX_SYSTEM } from './buildFluxSystem';
import { buildHelmRelease } from './buildHelmRelease';
import { buildKustomization } from './buildKustomization';
import { buildSecret } from './buildSecret';
import { buildWorkload } from './buildWorkload';
import { ClusterWriter } from './ClusterWriter';
import { ensureNamespace } from './ensureNamespace';

const TENANTS = { namespace: 'flux-system', name: 'tenants' };

/**
 * Writes a team's part of a cluster: namespace, repository, applications as Helm releases, and the Kustomization that applies
 * them. About two Flux objects, and two to four for each application.
 *
 * @param apps - how many of the team's applications run here, at least one
 */
export function buildTeam(
  writer: ClusterWriter,
  team: TeamMaterial,
  apps: number,
): void {
  const { plan } = writer;
  const baseName = team.name.replace(/-\d+$/, '');
  const url = teamRepository(baseName);
  const namespace = team.name;
  const owner = { namespace, name: team.name };
  const labels = { 'acme.example/team': baseName };
  ensureNamespace(writer, namespace, labels);
  buildSecret(writer, { namespace, name: 'deploy-key', keys: ['identity'] });
  writer.world.git.add(url, 'main');
  writer.flux({
    kind: 'GitRepository',
    namespace,
    name: team.name,
    owner: TENANTS,
    labels,
    spec: {
      interval: '1m',
      ref: { branch: 'main' },
      secretRef: { name: 'deploy-key' },
      url,
    },
  });
  const chosen = team.apps.slice(0, Math.max(1, apps));
  for (const app of chosen) {
    buildApp(writer, { team: baseName, namespace, app, owner, labels });
  }
  if (automates(writer)) {
    buildImageAutomation(writer, { namespace, team: team.name, owner });
  }
  const worker = `${team.apps[1]}-worker`;
  buildWorkload(writer, {
    namespace,
    name: worker,
    image: `${appImage(baseName, team.apps[1])}:1.4.0`,
    waiting: writer.podTrouble('Kustomization', namespace, team.name),
    labels: {
      'kustomize.toolkit.fluxcd.io/name': team.name,
      'kustomize.toolkit.fluxcd.io/namespace': namespace,
    },
    manager: 'kustomize-controller',
  });
  buildKustomization(writer, {
    namespace,
    name: team.name,
    owner: TENANTS,
    labels,
    source: { kind: 'GitRepository', name: team.name, url },
    path: `./clusters/${plan.name}/${team.name}`,
    spec: {
      healthChecks: [
        { apiVersion: 'apps/v1', kind: 'Deployment', name: worker, namespace },
      ],
      serviceAccountName: 'team',
      targetNamespace: namespace,
    },
    objects: [
      {
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        metadata: { name: worker, namespace },
      },
      {
        apiVersion: 'v1',
        kind: 'ServiceAccount',
        metadata: { name: 'team', namespace },
      },
      {
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: { name: 'settings', namespace },
      },
    ],
  });
}

/** The Kustomization that applies all teams' sources and Kustomizations. */
export function buildTenants(writer: ClusterWriter, url: string): void {
  buildKustomization(writer, {
    ...TENANTS,
    owner: FLUX_SYSTEM,
    source: { kind: 'GitRepository', name: 'flux-system', url },
    path: `./clusters/${writer.plan.name}/tenants`,
    spec: { dependsOn: [{ name: 'infra-configs' }] },
  });
}

function automates(writer: ClusterWriter): boolean {
  return ['dev', 'uat'].includes(writer.plan.environment);
}

function buildApp(
  writer: ClusterWriter,
  options: {
    team: string;
    namespace: string;
    app: string;
    owner: { namespace: string; name: string };
    labels: Record<string, string>;
  },
): void {
  const { team, namespace, app, owner, labels } = options;
  const { environment } = writer.plan;
  const image = appImage(team, app);
  const tags = writer.world.images.tags(image);
  // Production runs the release before the newest.
  const tag = tags[tags.length - (environment === 'prod' ? 2 : 1)];
  buildHelmRelease(writer, {
    namespace,
    name: app,
    owner,
    labels,
    workloads: [app],
    earlier: SERVICE_CHART.versions.slice(2).map(([version, appVersion]) => ({
      chart: SERVICE_CHART.chart,
      version,
      appVersion,
    })),
    spec: {
      chart: {
        spec: {
          chart: SERVICE_CHART.chart,
          sourceRef: {
            kind: 'HelmRepository',
            name: SERVICE_CHART.repository.name,
            namespace: 'flux-system',
          },
          version: environment === 'prod' ? '2.4.0' : '2.x',
        },
      },
      interval: '10m',
      values: {
        image: { repository: image, tag },
        ingress: { host: `${app}.${writer.plan.name}.acme.example` },
        replicaCount: environment === 'prod' ? 3 : 1,
        resources: { requests: { cpu: '100m', memory: '256Mi' } },
      },
    },
  });
  buildWorkload(writer, {
    namespace,
    name: app,
    image: `${image}:${tag}`,
    replicas: environment === 'prod' ? 2 : 1,
    waiting: writer.podTrouble('HelmRelease', namespace, app),
    labels: {
      'helm.toolkit.fluxcd.io/name': app,
      'helm.toolkit.fluxcd.io/namespace': namespace,
    },
    manager: 'helm-controller',
  });
  if (automates(writer)) {
    buildAppImages(writer, { namespace, app, image, owner });
  }
}
