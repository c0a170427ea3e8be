/**
 * Over how many seconds the sync of a cluster is summed up.
 *
 * @public
 */
export const SYNC_WINDOW_SECONDS = 300;

/**
 * What the sync of a cluster was doing when a request failed.
 *
 * - `probe`: asking whether the API server answers
 * - `discovery`: asking which kinds it serves
 * - `list`: reading all objects of a kind
 * - `watch`: following the changes of a kind
 *
 * @public
 */
export const SYNC_ACTIVITIES = ['probe', 'discovery', 'list', 'watch'] as const;

/**
 * One of {@link SYNC_ACTIVITIES}.
 *
 * @public
 */
export type SyncActivity = (typeof SYNC_ACTIVITIES)[number];

/**
 * Why a request of the sync failed.
 *
 * - `unreachable`: no answer: no address, no connection, no trust in its certificate, cut off, or too late
 * - `unauthorized`: 401, `forbidden`: 403, `notFound`: 404, `conflict`: 409, `tooManyRequests`: 429
 * - `invalid`: any other 4xx
 * - `expired`: 410, the place in the list or watch is forgotten: it is listed again
 * - `serverError`: 5xx
 * - `tooLarge`: the answer is larger than what is read
 * - `malformed`: the answer is not what Kubernetes answers
 *
 * @public
 */
export const SYNC_ERROR_REASONS = [
  'unreachable',
  'unauthorized',
  'forbidden',
  'notFound',
  'conflict',
  'invalid',
  'expired',
  'tooManyRequests',
  'serverError',
  'tooLarge',
  'malformed',
] as const;

/**
 * One of {@link SYNC_ERROR_REASONS}.
 *
 * @public
 */
export type SyncErrorReason = (typeof SYNC_ERROR_REASONS)[number];

/**
 * A request of the sync that failed.
 *
 * @public
 */
export interface SyncError {
  reason: SyncErrorReason;
  during: SyncActivity;
  /** When; RFC 3339 in UTC. */
  at: string;
}

/**
 * How far rows were behind, in seconds from hearing of a change to the commit of its row.
 *
 * @public
 */
export interface SyncLag {
  median: number;
  maximum: number;
}

/**
 * How the sync of a cluster went, in few words, over the {@link SYNC_WINDOW_SECONDS} before `reportedAt`.
 *
 * @public
 */
export interface ClusterSyncSummary {
  /** When the replica that syncs the cluster told this; it tells at least every 90 seconds. RFC 3339 in UTC. */
  reportedAt: string;
  /** Null when nothing was written. */
  lagSeconds: SyncLag | null;
  /** How many requests failed; watches that only have to be listed again are not counted. */
  errors: number;
}

/**
 * How the sync of one kind is.
 *
 * - `watching`: its changes are followed
 * - `resuming`: listed, and not followed at this moment
 * - `failed`: the last request failed; it is tried again
 *
 * @public
 */
export type KindSyncState = 'watching' | 'resuming' | 'failed';

/**
 * How the sync of one kind on a cluster goes. Times are RFC 3339 in UTC.
 *
 * @public
 */
export interface ClusterKindSync {
  group: string;
  kind: string;
  state: KindSyncState;
  /** Objects in the last complete list; null before the first. */
  objects: number | null;
  lastListedAt: string | null;
  /** How long the last complete list took, until it was in the index. */
  listSeconds: number | null;
  /** Since when the open watch is open. */
  watchingSince: string | null;
  /** Events of watches that have ended, since this replica took the cluster over. */
  events: number;
  /** The last failure; it stays after the kind has recovered. */
  lastError: SyncError | null;
}

/**
 * How the sync of a cluster goes, as the replica that holds it tells. Times are RFC 3339 in UTC.
 *
 * @public
 */
export interface ClusterSync extends ClusterSyncSummary {
  /** The replica of the backend that syncs the cluster. */
  replica: string;
  /** Since when that replica tells of it. */
  syncingSince: string;
  /** What was done to rows over the {@link SYNC_WINDOW_SECONDS} before `reportedAt`. */
  rows: { written: number; unchanged: number; deleted: number };
  /** Complete lists of kinds that had been listed before, over the same time. */
  relists: number;
  /** What failed over the same time, the most frequent first. */
  errorsByReason: Array<{ reason: SyncErrorReason; count: number }>;
  /** The last failure of a request that was about no kind; it stays after recovery. */
  lastError: SyncError | null;
  /** Kinds by group and name. */
  kinds: ClusterKindSync[];
}
