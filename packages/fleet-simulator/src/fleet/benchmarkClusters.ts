import { FluxRelease } from '../flux/FluxRelease';
import { Random } from '../flux/Random';
import { ClusterPlan } from './ClusterPlan';

const REGIONS: Array<[region: string, provider: string]> = [
  ['eu-central-1', 'aws'],
  ['us-east-1', 'aws'],
  ['ap-southeast-2', 'aws'],
  ['westeurope', 'azure'],
  ['northeurope', 'azure'],
  ['europe-west4', 'gcp'],
  ['us-central1', 'gcp'],
];
const ENVIRONMENTS: ClusterPlan['environment'][] = [
  'prod',
  'prod',
  'prod',
  'uat',
  'qa',
  'dev',
];
const RELEASES: FluxRelease[] = ['2.6', '2.7', '2.8', '2.8', '2.9', '2.9'];

/** Plans of any number of clusters, with `resources` Flux objects each on average. */
export function benchmarkClusters(
  count: number,
  resources: number,
  random: Random,
): ClusterPlan[] {
  return Array.from({ length: count }, (_, index) => {
    const own = random.fork(`plan-${index}`);
    const environment = own.pick(ENVIRONMENTS);
    const [region, provider] = own.pick(REGIONS);
    // Clusters come in pairs of a smaller and a larger one, so that the average is kept.
    const spread = Math.round(
      resources * 0.25 * random.fork(`size-${index >> 1}`).next(),
    );
    const sign = index % 2 === 0 ? -1 : 1;
    const difference = (index | 1) < count ? sign * spread : 0;
    return {
      name: `${environment}-${region}-${String(index + 1).padStart(3, '0')}`,
      environment,
      labels: {
        region,
        provider,
        tier: own.pick(['gold', 'silver', 'bronze']),
      },
      fluxRelease: own.pick(RELEASES),
      operator: own.chance(0.6),
      kubernetesVersion: own.pick(['v1.32.8', 'v1.33.4', 'v1.34.1']),
      resources: resources + difference,
      workloads: false,
      ageInDays: own.integer(30, 700),
    };
  });
}
