import { ClusterApi } from '../apiserver/types';
import { Random } from '../flux/Random';
import { World } from '../flux/world/World';
import { buildArtifactGenerator } from './build/buildArtifactGenerator';
import { buildFluxSystem, FLUX_SYSTEM } from './build/buildFluxSystem';
import { buildInfrastructure } from './build/buildInfrastructure';
import { buildKustomization } from './build/buildKustomization';
import { buildNotifications } from './build/buildNotifications';
import { buildPreviews, buildReport } from './build/buildOperator';
import { buildTeam, buildTenants } from './build/buildTeam';
import { ClusterWriter } from './build/ClusterWriter';
import { ClusterPlan } from './ClusterPlan';
import { FLEET_REPOSITORY } from './material/addresses';
import { SERVICE_CHART } from './material/charts';
import { teamAt } from './material/teams';
import { TroubleFinder } from './trouble/Trouble';

/** What is written after the teams, and counts as well: the tenants' and the root Kustomization, and the report. */
const CLOSING_OBJECTS = 3;
/** One infrastructure chart for so many Flux objects. */
const CHART_SHARE = 12;

/**
 * Fills a new cluster by its plan, in the state in which Flux would have left it. Answers how many Flux objects were written:
 * the plan's number, to within the last team's few.
 */
export function buildCluster(options: {
  api: ClusterApi;
  world: World;
  plan: ClusterPlan;
  random: Random;
  troubles: TroubleFinder;
  /** Milliseconds since the epoch. */
  now: number;
}): number {
  const { plan } = options;
  const writer = ClusterWriter.create(options);
  buildNodes(writer);
  buildFluxSystem(writer);
  writer.flux({
    kind: 'HelmRepository',
    namespace: 'flux-system',
    name: SERVICE_CHART.repository.name,
    owner: FLUX_SYSTEM,
    spec: { interval: '5m', url: SERVICE_CHART.repository.url },
  });
  buildInfrastructure(writer, Math.round(plan.resources / CHART_SHARE));
  buildNotifications(writer);
  buildArtifactGenerator(writer);
  if (plan.operator) {
    buildPreviews(writer);
  }
  for (let team = 0; writer.count + CLOSING_OBJECTS < plan.resources; team++) {
    const missing = plan.resources - writer.count - CLOSING_OBJECTS;
    buildTeam(writer, teamAt(team), appsFor(plan, missing));
  }
  buildTenants(writer, FLEET_REPOSITORY);
  buildKustomization(writer, {
    ...FLUX_SYSTEM,
    owner: FLUX_SYSTEM,
    source: {
      kind: 'GitRepository',
      name: 'flux-system',
      url: FLEET_REPOSITORY,
    },
    path: `./clusters/${plan.name}`,
  });
  if (plan.operator) {
    buildReport(writer);
  }
  return writer.count;
}

function appsFor(plan: ClusterPlan, missing: number): number {
  const automated = plan.environment === 'dev' || plan.environment === 'uat';
  return automated
    ? Math.min(2, Math.floor((missing - 3) / 4))
    : Math.floor((missing - 2) / 2);
}

function buildNodes(writer: ClusterWriter): void {
  const count = writer.plan.workloads ? 6 : 1;
  for (let index = 1; index <= count; index++) {
    writer.plain(
      {
        apiVersion: 'v1',
        kind: 'Node',
        metadata: {
          name: `node-${index}`,
          labels: {
            'kubernetes.io/os': 'linux',
            'topology.kubernetes.io/region':
              writer.plan.labels.region ?? 'unknown',
          },
        },
        status: {
          conditions: [{ type: 'Ready', status: 'True' }],
          nodeInfo: {
            kubeletVersion: writer.plan.kubernetesVersion,
            architecture: 'amd64',
          },
        },
      },
      'kubelet',
    );
  }
}
