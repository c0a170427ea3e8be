import type { LoggerService } from '@backstage/backend-plugin-api';
import type {
  ClusterDefinition,
  ClusterSource,
} from '@flux-fleet/backstage-plugin-flux-fleet-node';
import { startFleet } from '@flux-fleet/fleet-simulator';

/** Which fleet to run; what is missing is up to the simulator. */
export interface SimulatorOptions {
  seed?: string;
  /** How many clusters. */
  clusters?: number;
  /** How many Flux resources a cluster has, on average. */
  resources?: number;
  /** Loopback port; 0 or missing takes a free one. */
  port?: number;
}

/** Runs a simulated fleet for as long as the source runs, and publishes its clusters. */
export class SimulatorClusterSource implements ClusterSource {
  readonly id = 'simulator';
  readonly #options: SimulatorOptions;
  readonly #logger: LoggerService;

  static create(
    options: SimulatorOptions & { logger: LoggerService },
  ): SimulatorClusterSource {
    return new SimulatorClusterSource(options);
  }

  private constructor(options: SimulatorOptions & { logger: LoggerService }) {
    const { logger, ...rest } = options;
    this.#options = rest;
    this.#logger = logger;
  }

  /**
   * Resolves when the fleet has stopped: its port is free again then, for a backend that is started anew in the same process.
   * Rejects when the port is taken.
   */
  async start(options: {
    publish: (clusters: ClusterDefinition[]) => Promise<void>;
    signal: AbortSignal;
  }): Promise<void> {
    const { publish, signal } = options;
    const fleet = await startFleet(this.#options);
    try {
      const { url } = fleet.simulator;
      this.#logger.info(
        `Simulating ${fleet.clusters.length} clusters at ${url}`,
      );
      await publish(
        fleet.clusters.map(({ name, title, environment, labels, cluster }) => ({
          name,
          title,
          environment,
          labels,
          connection: { server: cluster.server, token: cluster.token },
        })),
      );
      if (!signal.aborted) {
        await new Promise<void>(resolve => {
          signal.addEventListener('abort', () => resolve(), { once: true });
        });
      }
    } finally {
      await fleet.close();
    }
  }
}
