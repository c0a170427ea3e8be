import type { Status } from '../flux/status';
import type { ClusterSync, ClusterSyncSummary } from './ClusterSync';

/**
 * How the connection to a cluster is.
 *
 * - `connecting`: not reached yet since it was registered or since the backend started
 * - `connected`: every Flux kind that it serves is listed and watched
 * - `degraded`: some kinds are not; the others are
 * - `unreachable`: its API server does not answer; rows are kept, marked stale
 * - `unauthorized`: it answers, and refuses our credentials
 * - `polling`: no connection; known by the polls of its operator
 * - `silent`: no connection, and no poll for longer than it should be
 *
 * @public
 */
export type ClusterHealthState =
  | 'connecting'
  | 'connected'
  | 'degraded'
  | 'unreachable'
  | 'unauthorized'
  | 'polling'
  | 'silent';

/**
 * A cluster's health, and why. Times are RFC 3339 in UTC.
 *
 * @public
 */
export interface ClusterHealth {
  state: ClusterHealthState;
  /** Why, in words for people; empty when connected, unless objects are left out. Never holds a secret. */
  message: string;
  /** Since when it is in this state. */
  since: string;
  /** When it is tried next; null while there is nothing to retry. */
  nextTryAt: string | null;
}

/**
 * A kind on a cluster that is not synced now.
 *
 * @public
 */
export interface UnreadableKind {
  group: string;
  kind: string;
  message: string;
  /** Since when it cannot be read, as far as the replica that syncs the cluster knows; RFC 3339 in UTC. */
  since: string;
}

/**
 * A registered cluster. Times are RFC 3339 in UTC.
 *
 * @public
 */
export interface Cluster {
  /** Unique name: a DNS label. */
  name: string;
  /** Opaque id, stable for as long as the cluster is registered; signals name clusters by it. */
  uid: string;
  title: string;
  /** DNS name; null when none is known. */
  dns: string | null;
  environment: string;
  labels: Record<string, string>;
  /** Where its registration comes from: `config`, or the id of another source. */
  source: string;
  health: ClusterHealth;
  versions: {
    kubernetes: string | null;
    flux: string | null;
    operator: string | null;
  };
  /** How many of its resources have which status; statuses that none has are zero. */
  counts: Record<Status, number>;
  /** Kinds that it serves and that could not be read; empty when connected. */
  unreadableKinds: UnreadableKind[];
  /** When its index was last known to be complete. */
  lastSyncedAt: string | null;
  lastPolledAt: string | null;
  /** How its sync went lately; null when no replica has told yet, or the cluster has no connection. */
  sync: ClusterSyncSummary | null;
  /** Rises with every change of the registration. */
  version: number;
}

/**
 * A registered cluster, with how its sync goes in full.
 *
 * @public
 */
export interface ClusterDetail extends Omit<Cluster, 'sync'> {
  /** How its sync goes; null when no replica has told yet, or the cluster has no connection. */
  sync: ClusterSync | null;
}
