import type { SourceReference } from '../flux/references';
import type { Condition } from '../flux/FluxObject';
import type { Status } from '../flux/status';

/**
 * What names a resource in the fleet.
 *
 * @public
 */
export interface ResourceName {
  cluster: string;
  group: string;
  kind: string;
  namespace: string;
  name: string;
}

/**
 * A Flux object on one cluster, as the index knows it. Times are RFC 3339 in UTC.
 *
 * @public
 */
export interface FluxResource extends ResourceName {
  /** Opaque id of the cluster, as in {@link Cluster.uid}. */
  clusterUid: string;
  /** Environment of the cluster. */
  environment: string;
  /** API version in which it was read. */
  version: string;
  uid: string;
  /** The last settled status; see {@link settle}. */
  status: Status;
  reason: string;
  message: string;
  /** Since when it has this status; null when unknown. */
  since: string | null;
  /** Since when a reconcile runs; null when none does. */
  reconcilingSince: string | null;
  suspended: boolean;
  /** Status of the Ready condition, also while suspended. */
  readiness: Condition['status'] | null;
  /** Whether the controller will try again by itself after a failure. */
  retrying: boolean;
  /** Whether a controller acts on a reconcile request for it. */
  reconcilable: boolean;
  /** The whole revision; null when it has none. */
  revision: string | null;
  /** The part of the revision that people read; null when it has none. */
  shortRevision: string | null;
  source: SourceReference | null;
  labels: Record<string, string>;
  lastReconciledAt: string | null;
  /** Whether the cluster has not been heard of since this was read. */
  stale: boolean;
  /** Since when it is stale; null when it is not. */
  staleSince: string | null;
}

/**
 * By what `/resources` sorts; a leading `-` turns the order around.
 * `status` sorts by urgency, the failed first; `since` the newest change first.
 *
 * @public
 */
export const RESOURCE_SORT_FIELDS = [
  'status',
  'name',
  'kind',
  'namespace',
  'cluster',
  'environment',
  'since',
  'revision',
] as const;

/** @public */
export type ResourceSortField = (typeof RESOURCE_SORT_FIELDS)[number];

/** @public */
export type ResourceSort = ResourceSortField | `-${ResourceSortField}`;

/**
 * Which resources to answer: within one field any of the values, across fields all of them.
 *
 * @public
 */
export interface ResourceFilter {
  cluster?: string[];
  environment?: string[];
  kind?: string[];
  namespace?: string[];
  name?: string[];
  status?: Status[];
  /** `key=value` or `key`, on the resource's labels; all must hold. */
  label?: string[];
  /** Free text: found in name, namespace, cluster, kind, revision and message, upper and lower case alike. */
  q?: string;
}
