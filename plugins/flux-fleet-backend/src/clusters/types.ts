import type {
  Cluster,
  ClusterHealth,
  Page,
  UnreadableKind,
} from '@flux-fleet/backstage-plugin-flux-fleet-common';
import type { ClusterScope } from '../permissions/criteria';

/** A registration as the database keeps it. */
export type ClusterRegistration = Pick<
  Cluster,
  | 'name'
  | 'uid'
  | 'title'
  | 'dns'
  | 'environment'
  | 'labels'
  | 'source'
  | 'version'
>;

/** A registered cluster with its health; how many resources it has is known to the index alone, how its sync goes to the sync. */
export type ClusterRecord = Omit<Cluster, 'counts' | 'sync'>;

/** Which clusters to answer: within one field any of the values, across fields all of them. */
export interface ClusterFilter {
  environment?: string[];
  health?: ClusterHealth['state'][];
  /** `key=value` or `key`; all must hold. */
  label?: string[];
  /** Free text: found in name, title, DNS name, environment, upper and lower case alike. */
  q?: string;
}

/** What the sync knows of a cluster, written whenever it changes. */
export interface ClusterHealthUpdate {
  state: ClusterHealth['state'];
  message: string;
  nextTryAt: string | null;
  /** Whether the rows of the cluster are kept current now. */
  stale: boolean;
  kubernetesVersion?: string | null;
  fluxVersion?: string | null;
  operatorVersion?: string | null;
  unreadableKinds: UnreadableKind[];
  lastSyncedAt?: string | null;
}

/** Reads clusters for the HTTP API. */
export interface ClusterReader {
  /** Clusters by name; `limit` at most 1000. Throws InputError for a cursor that is not one of its own. */
  list(options: {
    filter: ClusterFilter;
    scope: ClusterScope;
    limit: number;
    cursor?: string;
  }): Promise<Page<ClusterRecord>>;
  get(name: string): Promise<ClusterRecord | undefined>;
}
