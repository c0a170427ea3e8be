import { ConflictError, NotFoundError } from '@backstage/errors';
import type { RunningFleet } from '@flux-fleet/fleet-simulator';
import { HttpKubernetesClient } from '../../kubernetes/HttpKubernetesClient';
import { ServerPolicy } from '../../kubernetes/ServerPolicy';
import type { KubernetesClients } from '../../kubernetes/types';

/** Real clients of the clusters of a simulated fleet. */
export class FleetClients implements KubernetesClients {
  readonly #fleet: RunningFleet;
  readonly #clients = new Map<string, HttpKubernetesClient>();
  /** Clusters that are registered without a connection. */
  readonly withoutConnection = new Set<string>();
  /** How often a client was asked for. */
  asked = 0;

  constructor(fleet: RunningFleet) {
    this.#fleet = fleet;
  }

  async client(name: string): Promise<HttpKubernetesClient> {
    this.asked += 1;
    const found = this.#fleet.clusters.find(cluster => cluster.name === name);
    if (!found) throw new NotFoundError(`There is no cluster ${name}`);
    if (this.withoutConnection.has(name)) {
      throw new ConflictError(`The cluster ${name} has no connection`);
    }
    let client = this.#clients.get(name);
    if (!client) {
      const { server, token } = found.cluster;
      client = HttpKubernetesClient.create({
        connection: { server, token },
        policy: ServerPolicy.create({ allowed: [], denied: [] }),
        requestTimeoutMs: 5_000,
      });
      this.#clients.set(name, client);
    }
    return client;
  }

  async close(): Promise<void> {
    await Promise.all([...this.#clients.values()].map(c => c.close()));
  }
}
