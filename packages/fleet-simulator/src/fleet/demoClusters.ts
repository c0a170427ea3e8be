import { ClusterPlan } from './ClusterPlan';

/** The clusters of the demo; `share` is the part of the fleet's resources that each has. */
const DEMO: Array<Omit<ClusterPlan, 'resources'> & { share: number }> = [
  {
    name: 'prod-eu-1',
    title: 'Production Europe 1',
    environment: 'prod',
    labels: { region: 'eu-central-1', tier: 'gold', provider: 'aws' },
    fluxRelease: '2.8',
    operator: true,
    kubernetesVersion: 'v1.33.4',
    workloads: true,
    ageInDays: 412,
    share: 0.22,
  },
  {
    name: 'prod-us-1',
    title: 'Production US 1',
    environment: 'prod',
    labels: { region: 'us-east-1', tier: 'gold', provider: 'aws' },
    fluxRelease: '2.8',
    operator: true,
    kubernetesVersion: 'v1.33.4',
    workloads: true,
    ageInDays: 398,
    share: 0.195,
  },
  {
    name: 'staging-eu-1',
    title: 'Staging Europe 1',
    environment: 'uat',
    labels: { region: 'eu-central-1', tier: 'silver', provider: 'aws' },
    fluxRelease: '2.9',
    operator: true,
    kubernetesVersion: 'v1.34.1',
    workloads: true,
    ageInDays: 211,
    share: 0.21,
  },
  {
    name: 'qa-eu-1',
    title: 'QA Europe 1',
    environment: 'qa',
    labels: { region: 'westeurope', tier: 'silver', provider: 'azure' },
    fluxRelease: '2.7',
    operator: false,
    kubernetesVersion: 'v1.32.8',
    workloads: true,
    ageInDays: 164,
    share: 0.12,
  },
  {
    name: 'dev',
    title: 'Development',
    environment: 'dev',
    labels: { region: 'europe-west4', tier: 'bronze', provider: 'gcp' },
    fluxRelease: '2.9',
    operator: true,
    kubernetesVersion: 'v1.34.1',
    workloads: true,
    ageInDays: 73,
    share: 0.205,
  },
  {
    name: 'edge-hamburg-1',
    title: 'Edge Hamburg 1',
    environment: 'prod',
    labels: { region: 'hamburg', tier: 'bronze', provider: 'on-prem' },
    fluxRelease: '2.6',
    operator: false,
    kubernetesVersion: 'v1.31.11',
    workloads: true,
    ageInDays: 530,
    share: 0.06,
  },
];

/** Plans of the demo's clusters for a fleet with `total` Flux objects; at most six clusters. */
export function demoClusters(count: number, total: number): ClusterPlan[] {
  return DEMO.slice(0, count).map(({ share, ...plan }) => ({
    ...plan,
    resources: Math.round(total * share),
  }));
}
