import { randomBytes } from 'node:crypto';
import type { Server } from 'node:http';
import type { Http2SecureServer } from 'node:http2';
import { AddressInfo, Socket } from 'node:net';

import { SystemClock } from '../apiserver/SystemClock';
import { Clock, ResourceDefinition } from '../apiserver/types';
import { Certificates, createCertificates } from './createCertificates';
import { createKubeconfig } from './createKubeconfig';
import { createRequestListener } from './createRequestListener';
import { createServer } from './createServer';
import { SimulatedCluster } from './SimulatedCluster';

/** The version of Kubernetes that clusters have unless one is named. */
const KUBERNETES_VERSION = 'v1.33.4';
const CLUSTER_NAME = /^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$/;

/**
 * How to start a simulator.
 *
 * @public
 */
export interface FleetSimulatorOptions {
  /** The port to listen on; 0, the default, takes a free one. */
  port?: number;
  /** Only loopback: the simulator gives its tokens to whoever asks. */
  host?: '127.0.0.1';
  /** Where times come from; the system's clock by default. */
  clock?: Clock;
  /** How many of a cluster's changes are kept for watches to resume (10,000). */
  watchHistory?: number;
  /** Serves HTTPS, with HTTP/2 for clients that speak it, by a certificate authority made at the start. */
  tls?: boolean;
}

/**
 * A cluster to add to a simulator.
 *
 * @public
 */
export interface ClusterOptions {
  /** A DNS name's characters; it is part of the cluster's path. */
  name: string;
  /** Such as `v1.33.4`. */
  kubernetesVersion?: string;
  /** Custom kinds; the built-in ones are there anyway. */
  definitions: ResourceDefinition[];
  /** The cluster's bearer token; a random one by default. */
  token?: string;
}

/**
 * Kubernetes API servers on one loopback port, each under its own base path with its own token.
 *
 * @public
 */
export class FleetSimulator {
  /** Where times come from. */
  readonly clock: Clock;
  /** The certificate (PEM) that clients have to trust; undefined without TLS. */
  readonly certificateAuthority: string | undefined;
  readonly #server: Server | Http2SecureServer;
  readonly #watchHistory: number | undefined;
  readonly #clusters = new Map<string, SimulatedCluster>();
  readonly #closeTasks: Array<() => void> = [];
  readonly #sockets = new Set<Socket>();
  #closing: Promise<void> | undefined;

  static async start(
    options: FleetSimulatorOptions = {},
  ): Promise<FleetSimulator> {
    const certificates = options.tls ? await createCertificates() : undefined;
    const simulator = new FleetSimulator(options, certificates);
    await simulator.#listen(options.port ?? 0, options.host ?? '127.0.0.1');
    return simulator;
  }

  private constructor(
    options: FleetSimulatorOptions,
    certificates: Certificates | undefined,
  ) {
    this.clock = options.clock ?? SystemClock.create();
    this.#watchHistory = options.watchHistory;
    this.certificateAuthority = certificates?.certificateAuthority;
    this.#server = createServer(createRequestListener(this), certificates);
    this.#server.on('connection', (socket: Socket) => {
      socket.setNoDelay(true);
      this.#sockets.add(socket);
      socket.on('close', () => this.#sockets.delete(socket));
    });
  }

  /** Where it listens, without a path. */
  get url(): string {
    const { address, port } = this.#server.address() as AddressInfo;
    const scheme = this.certificateAuthority ? 'https' : 'http';
    return `${scheme}://${address}:${port}`;
  }

  /** How many connections clients have open now, whatever they are for. */
  get openConnections(): number {
    return this.#sockets.size;
  }

  get clusters(): SimulatedCluster[] {
    return [...this.#clusters.values()];
  }

  /** @throws Error when the name is taken or not usable in a path */
  addCluster(options: ClusterOptions): SimulatedCluster {
    const { name } = options;
    if (!CLUSTER_NAME.test(name)) {
      throw new Error(`Not a cluster's name: ${JSON.stringify(name)}`);
    }
    if (this.#clusters.has(name)) {
      throw new Error(`There is a cluster with this name already: ${name}`);
    }
    const cluster = new SimulatedCluster({
      name,
      server: `${this.url}/clusters/${name}`,
      certificateAuthority: this.certificateAuthority,
      token: options.token ?? randomBytes(24).toString('base64url'),
      kubernetesVersion: options.kubernetesVersion ?? KUBERNETES_VERSION,
      definitions: options.definitions,
      clock: this.clock,
      watchHistory: this.#watchHistory,
    });
    this.#clusters.set(name, cluster);
    return cluster;
  }

  /** @throws Error when there is no such cluster */
  cluster(name: string): SimulatedCluster {
    const cluster = this.#clusters.get(name);
    if (!cluster) {
      throw new Error(`There is no cluster with this name: ${name}`);
    }
    return cluster;
  }

  /** Takes a cluster away for good. */
  async removeCluster(name: string): Promise<void> {
    this.cluster(name).shutDown();
    this.#clusters.delete(name);
  }

  /** A kubeconfig with a context for each cluster. */
  kubeconfig(): string {
    return createKubeconfig(this.clusters);
  }

  /** Runs `task` when the simulator closes. */
  onClose(task: () => void): void {
    this.#closeTasks.push(task);
  }

  /**
   * Cuts the connections that are open now.
   *
   * @returns how many there were
   */
  cutConnections(): number {
    const sockets = [...this.#sockets];
    sockets.forEach(socket => socket.destroy());
    return sockets.length;
  }

  /** Runs the tasks of {@link FleetSimulator.onClose}, cuts all connections and stops listening. */
  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    for (const task of this.#closeTasks) {
      task();
    }
    for (const cluster of this.clusters) {
      cluster.shutDown();
    }
    await new Promise<void>(resolve => {
      this.#server.close(() => resolve());
      for (const socket of this.#sockets) {
        socket.destroy();
      }
    });
  }

  #listen(port: number, host: string): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(port, host, () => {
        this.#server.off('error', reject);
        resolve();
      });
    });
  }
}
