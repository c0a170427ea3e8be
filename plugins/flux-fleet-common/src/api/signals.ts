/**
 * The channel on which the backend says that something changed.
 *
 * @public
 */
export const FLUX_FLEET_SIGNAL_CHANNEL = 'flux-fleet:changes';

/**
 * Says what to read again. Signals go to everybody, so they name clusters by their opaque ids alone.
 *
 * @public
 */
export type FluxFleetSignal = {
  /** Clusters whose resources changed, by {@link Cluster.uid}. */
  resourcesOf: string[];
  /** Clusters whose health or registration changed, or that came or went. */
  clusters: string[];
};
