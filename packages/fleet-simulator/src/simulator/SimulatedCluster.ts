import { ApiServer } from '../apiserver/ApiServer';
import { SkewedClock } from '../apiserver/SkewedClock';
import { Clock, ClusterApi, ResourceDefinition } from '../apiserver/types';
import { Faults } from '../faults/Faults';
import { AccessToken, Authorizer } from '../http/Authorizer';
import { ClusterContext } from '../http/ClusterContext';
import { ClusterHandler } from '../http/ClusterHandler';
import { ClusterStatistics, ClusterStats } from '../http/ClusterStats';
import { createKubeconfig } from './createKubeconfig';

/**
 * One cluster of a {@link FleetSimulator}.
 *
 * @public
 */
export class SimulatedCluster {
  readonly name: string;
  /** The API server's address, with its base path. */
  readonly server: string;
  /** The bearer token of somebody who may do everything. */
  readonly token: string;
  /** The certificate (PEM) that clients have to trust; undefined without TLS. */
  readonly certificateAuthority: string | undefined;
  /** The cluster's API for code inside it: synchronous, without faults or authorization. */
  readonly api: ClusterApi;
  readonly faults: Faults;
  readonly #apiServer: ApiServer;
  readonly #context: ClusterContext;
  readonly #handler: ClusterHandler;

  /** @internal */
  constructor(options: {
    name: string;
    server: string;
    token: string;
    certificateAuthority?: string;
    kubernetesVersion: string;
    definitions: ResourceDefinition[];
    clock: Clock;
    watchHistory?: number;
  }) {
    const clock = new SkewedClock(options.clock);
    this.name = options.name;
    this.server = options.server;
    this.token = options.token;
    this.certificateAuthority = options.certificateAuthority;
    this.#apiServer = ApiServer.create({ ...options, clock });
    this.api = this.#apiServer;
    this.faults = new Faults(() => {
      clock.setSkew(this.faults.skewMilliseconds());
      this.#handler.releaseHanging();
      this.#closeUnservedWatches();
    });
    this.#context = {
      name: options.name,
      kubernetesVersion: options.kubernetesVersion,
      api: this.#apiServer,
      faults: this.faults,
      authorizer: new Authorizer(options.token),
      stats: new ClusterStats(),
      watches: new Set(),
    };
    this.#handler = new ClusterHandler(this.#context, options.clock);
  }

  /** What answers the cluster's requests. @internal */
  get handler(): ClusterHandler {
    return this.#handler;
  }

  /** A kubeconfig with this cluster as its only context. */
  kubeconfig(): string {
    return createKubeconfig([this]);
  }

  /** Lets another token in, with rules: for everything else it gets 403. */
  addToken(access: AccessToken): void {
    this.#context.authorizer.addToken(access);
  }

  /** Requests with this token get 401 from now on. */
  removeToken(token: string): void {
    this.#context.authorizer.removeToken(token);
  }

  /**
   * Takes the API server down: open requests and watches are cut, and so is every connection that brings a request for it. (All
   * clusters share one port: a connection is refused as soon as it says which cluster it is for; over HTTP/2 the stream is.)
   */
  takeDown(): void {
    this.#handler.takeDown();
  }

  /** Brings the API server back, with everything that it had. */
  bringBack(): void {
    this.#handler.bringBack();
  }

  /** Ends all open watches, as an API server does that restarts gracefully. */
  closeWatches(): void {
    for (const watch of [...this.#context.watches]) {
      watch.end();
    }
  }

  /** Forgets past changes: watches that resume get 410, and so do lists that continue. */
  compactHistory(): void {
    this.#apiServer.store.compact();
  }

  /** What the cluster's clients did so far. */
  stats(): ClusterStatistics {
    const { stats, watches } = this.#context;
    const { store } = this.#apiServer;
    return {
      requests: { ...stats.requests },
      answers: { ...stats.answers },
      openWatches: watches.size,
      mostConcurrentRequests: stats.mostConcurrent,
      watchEvents: stats.watchEvents,
      objects: store.kinds().reduce((sum, kind) => sum + kind.size, 0),
      resourceVersion: store.resourceVersion,
    };
  }

  /** Cuts everything that is open. @internal */
  shutDown(): void {
    this.closeWatches();
    this.#handler.takeDown();
  }

  #closeUnservedWatches(): void {
    for (const kind of this.#apiServer.store.kinds()) {
      const { group, plural } = kind.definition;
      if (this.faults.isUnserved(group, plural)) {
        [...kind.closeListeners].forEach(close => close());
      }
    }
  }
}
