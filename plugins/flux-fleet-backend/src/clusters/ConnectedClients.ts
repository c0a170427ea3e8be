import {
  ConflictError,
  NotFoundError,
  ServiceUnavailableError,
} from '@backstage/errors';
import type { ClusterConnection } from '@flux-fleet/backstage-plugin-flux-fleet-node';
import { HttpKubernetesClient } from '../kubernetes/HttpKubernetesClient';
import { ReadingPlaces } from '../kubernetes/ReadingPlaces';
import type { ServerPolicy } from '../kubernetes/ServerPolicy';
import type { KubernetesClients } from '../kubernetes/types';
import type { ClusterRegistry } from './ClusterRegistry';

interface Open {
  connection: ClusterConnection;
  client: HttpKubernetesClient;
}

/** One client, and so one pool of connections, for each cluster; closed when the connection changes or goes. */
export class ConnectedClients implements KubernetesClients {
  readonly #registry: ClusterRegistry;
  readonly #policy: ServerPolicy;
  readonly #requestTimeoutMs: number;
  readonly #open = new Map<string, Open>();
  readonly #reading = ReadingPlaces.create();
  #isClosed = false;

  static create(options: {
    registry: ClusterRegistry;
    policy: ServerPolicy;
    requestTimeoutMs: number;
  }): ConnectedClients {
    return new ConnectedClients(options);
  }

  private constructor(options: {
    registry: ClusterRegistry;
    policy: ServerPolicy;
    requestTimeoutMs: number;
  }) {
    this.#registry = options.registry;
    this.#policy = options.policy;
    this.#requestTimeoutMs = options.requestTimeoutMs;
  }

  async client(cluster: string): Promise<HttpKubernetesClient> {
    if (this.#isClosed) {
      throw new ServiceUnavailableError('The backend is shutting down');
    }
    const connection = this.#registry.connected(cluster)?.connection;
    if (!connection) {
      if (this.#registry.has(cluster)) {
        throw new ConflictError(
          `There is no connection to the cluster ${cluster}`,
        );
      }
      throw new NotFoundError(`There is no cluster ${cluster}`);
    }
    const open = this.#open.get(cluster);
    if (open?.connection === connection) return open.client;
    const client = HttpKubernetesClient.create({
      connection,
      policy: this.#policy,
      requestTimeoutMs: this.#requestTimeoutMs,
      reading: this.#reading,
    });
    this.#open.set(cluster, { connection, client });
    await open?.client.close();
    return client;
  }

  /** Closes the client of a cluster, with all that it does. */
  async close(cluster: string): Promise<void> {
    const open = this.#open.get(cluster);
    this.#open.delete(cluster);
    await open?.client.close();
  }

  /** Closes all clients, and opens no more. */
  async closeAll(): Promise<void> {
    this.#isClosed = true;
    await Promise.all([...this.#open.keys()].map(name => this.close(name)));
  }
}
