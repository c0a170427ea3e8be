interface ClusterAccess {
  name: string;
  server: string;
  token: string;
}

/** A Kubernetes object, as far as these tests look into it. */
export interface KubernetesObject {
  metadata: {
    name: string;
    namespace: string;
    annotations?: Record<string, string>;
  };
  spec?: Record<string, unknown>;
  status?: {
    conditions?: Array<{ type: string; status: string; message?: string }>;
  };
}

/** The simulated clusters from outside: their Kubernetes API, and the simulator's own switches. */
export class SimulatedFleet {
  readonly #url: string;

  constructor(url: string) {
    this.#url = url;
  }

  async clusters(): Promise<ClusterAccess[]> {
    const { clusters } = (await this.#call('GET', '/simulator/clusters')) as {
      clusters: ClusterAccess[];
    };
    return clusters;
  }

  /** Lists a kind on a cluster; `path` is the API path below the server, for example `/apis/…/helmreleases`. */
  async list(cluster: string, path: string): Promise<KubernetesObject[]> {
    const { items } = (await this.#kubernetes(cluster, 'GET', path)) as {
      items: KubernetesObject[];
    };
    return items;
  }

  /** Merge-patches one object. */
  async patch(cluster: string, path: string, patch: unknown): Promise<void> {
    await this.#kubernetes(cluster, 'PATCH', path, patch);
  }

  async takeDown(cluster: string): Promise<void> {
    await this.#call('POST', `/simulator/clusters/${cluster}/down`);
  }

  async bringBack(cluster: string): Promise<void> {
    await this.#call('POST', `/simulator/clusters/${cluster}/up`);
  }

  async #kubernetes(
    cluster: string,
    method: string,
    path: string,
    body?: unknown,
  ): Promise<unknown> {
    const access = (await this.clusters()).find(c => c.name === cluster);
    if (!access) throw new Error(`No simulated cluster is named ${cluster}`);
    return SimulatedFleet.#fetch(`${access.server}${path}`, {
      method,
      headers: {
        Authorization: `Bearer ${access.token}`,
        ...(body ? { 'Content-Type': 'application/merge-patch+json' } : {}),
      },
      body: body ? JSON.stringify(body) : undefined,
    });
  }

  #call(method: string, path: string): Promise<unknown> {
    return SimulatedFleet.#fetch(`${this.#url}${path}`, { method });
  }

  static async #fetch(url: string, init: RequestInit): Promise<unknown> {
    const response = await fetch(url, init);
    const text = await response.text();
    if (!response.ok) {
      throw new Error(`${init.method} ${url}: ${response.status} ${text}`);
    }
    return text ? JSON.parse(text) : undefined;
  }
}
