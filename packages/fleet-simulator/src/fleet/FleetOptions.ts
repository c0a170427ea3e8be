import { Clock } from '../apiserver/types';
import { FluxRelease } from '../flux/FluxRelease';
import { ProgressTime } from '../flux/machinery/ReconcileRun';
import { World } from '../flux/world/World';
import { FleetSimulator } from '../simulator/FleetSimulator';
import { SimulatedCluster } from '../simulator/SimulatedCluster';

/**
 * Which fleet to start.
 *
 * @public
 */
export interface FleetOptions {
  /** What everything is drawn from: the same seed and size make the same fleet. */
  seed?: string | number;
  /** How many clusters: 6 unless said otherwise. */
  clusters?: number;
  /** Flux objects of a cluster, on average: 67 unless said otherwise. */
  resources?: number;
  /**
   * `demo` (the default up to six clusters): named clusters with workloads and troubles that can be told.
   * `benchmark`: any number, without workloads.
   */
  profile?: 'demo' | 'benchmark';
  /** The port to listen on; 0, the default, takes a free one. */
  port?: number;
  /** Serves HTTPS, with HTTP/2 for clients that speak it. */
  tls?: boolean;
  /** `off`: nothing happens by itself; the default for benchmarks. `run`: the default for demos. */
  intervals?: 'run' | 'off';
  /** How long a reconcile shows as in progress. */
  progress?: ProgressTime;
  /** Where times come from; the system's clock by default. */
  clock?: Clock;
}

/**
 * A cluster of a running fleet.
 *
 * @public
 */
export interface FleetCluster {
  name: string;
  title?: string;
  environment: 'prod' | 'uat' | 'qa' | 'dev';
  labels: Record<string, string>;
  fluxRelease: FluxRelease;
  /** Whether the Flux Operator runs there. */
  operator: boolean;
  cluster: SimulatedCluster;
}

/**
 * A fleet that runs until it is closed.
 *
 * @public
 */
export interface RunningFleet {
  simulator: FleetSimulator;
  /** What is outside of the clusters; all of them share it. */
  world: World;
  clusters: FleetCluster[];
  /** How many Flux objects there were at the start. */
  resources: number;
  close(): Promise<void>;
}
