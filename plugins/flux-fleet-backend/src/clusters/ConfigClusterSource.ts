import type { LoggerService } from '@backstage/backend-plugin-api';
import type {
  ClusterDefinition,
  ClusterSource,
} from '@flux-fleet/backstage-plugin-flux-fleet-node';
import type { ConfiguredCluster } from '../config';
import { sleep } from '../sync/sleep';
import { checkServer } from './checkServer';
import { readConnection } from './readConnection';

/** How soon a rotated token in a file is seen. */
const REREAD_EVERY_MS = 60_000;

/** The clusters of `fluxFleet.clusters` in app-config. */
export class ConfigClusterSource implements ClusterSource {
  readonly id = 'config';
  readonly #clusters: ConfiguredCluster[];
  readonly #logger: LoggerService;
  readonly #rereadEveryMs: number;
  /** What was read last of each cluster that could be read. */
  readonly #connected = new Map<string, ClusterDefinition>();
  readonly #problems = new Map<string, string>();

  static create(options: {
    clusters: ConfiguredCluster[];
    logger: LoggerService;
    rereadEveryMs?: number;
  }): ConfigClusterSource {
    return new ConfigClusterSource(options);
  }

  private constructor(options: {
    clusters: ConfiguredCluster[];
    logger: LoggerService;
    rereadEveryMs?: number;
  }) {
    this.#clusters = options.clusters;
    this.#logger = options.logger;
    this.#rereadEveryMs = options.rereadEveryMs ?? REREAD_EVERY_MS;
  }

  /**
   * Publishes at once, and again when a kubeconfig file changed: tokens in files are rotated. A cluster whose connection cannot
   * be read is registered with the reason; once it could be, it stays as it was last read.
   */
  async start(options: {
    publish: (clusters: ClusterDefinition[]) => Promise<void>;
    signal: AbortSignal;
  }): Promise<void> {
    const definitions = await this.#defineAll();
    await options.publish(definitions);
    if (this.#clusters.some(({ kubeconfigFile }) => kubeconfigFile)) {
      this.#reread(definitions, options);
    }
  }

  async #reread(
    published: ClusterDefinition[],
    options: {
      publish: (clusters: ClusterDefinition[]) => Promise<void>;
      signal: AbortSignal;
    },
  ): Promise<void> {
    let last = JSON.stringify(published);
    for (;;) {
      await sleep(this.#rereadEveryMs, options.signal);
      if (options.signal.aborted) return;
      const definitions = await this.#defineAll();
      const now = JSON.stringify(definitions);
      if (now === last) continue;
      try {
        await options.publish(definitions);
        last = now;
      } catch (error) {
        this.#logger.warn(
          `Changed kubeconfig files could not be taken over, and are tried again: ${
            (error as Error).message
          }`,
        );
      }
    }
  }

  #defineAll(): Promise<ClusterDefinition[]> {
    return Promise.all(this.#clusters.map(cluster => this.#define(cluster)));
  }

  async #define(cluster: ConfiguredCluster): Promise<ClusterDefinition> {
    const { name, title, dns, environment, labels } = cluster;
    const definition = { name, title, dns, environment, labels };
    try {
      const connection = await readConnection(cluster);
      if (connection) checkServer(connection.server);
      const connected = { ...definition, connection };
      this.#connected.set(name, connected);
      this.#problems.delete(name);
      return connected;
    } catch (error) {
      const reason = (error as Error).message;
      if (this.#problems.get(name) !== reason) {
        this.#problems.set(name, reason);
        this.#logger.error(
          `The cluster ${name} in fluxFleet.clusters cannot be connected to: ${reason}`,
        );
      }
      return (
        this.#connected.get(name) ?? {
          ...definition,
          connectionProblem: reason,
        }
      );
    }
  }
}
