export interface Config {
  fluxFleet?: {
    /** Simulated clusters, served on loopback by the backend itself: for demos and tests. */
    simulator?: {
      /** Whether to start them. Default: false. */
      enabled?: boolean;
      /** What the fleet is drawn from: the same seed and size make the same fleet. */
      seed?: string;
      /** How many clusters. Default: 6. */
      clusters?: number;
      /** How many Flux resources a cluster has, on average. Default: 67. */
      resources?: number;
      /** The loopback port to listen on; 0, the default, takes a free one. */
      port?: number;
    };
  };
}
