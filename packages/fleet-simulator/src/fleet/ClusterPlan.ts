import { FluxRelease } from '../flux/FluxRelease';

/** What a cluster of a generated fleet is going to be. */
export interface ClusterPlan {
  name: string;
  title?: string;
  environment: 'prod' | 'uat' | 'qa' | 'dev';
  labels: Record<string, string>;
  fluxRelease: FluxRelease;
  operator: boolean;
  kubernetesVersion: string;
  /** About how many Flux objects it has. */
  resources: number;
  /** Whether deployments, pods and logs stand behind what Flux applies. */
  workloads: boolean;
  /** Days since it was set up. */
  ageInDays: number;
}
