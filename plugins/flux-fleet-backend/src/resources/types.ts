import type {
  FluxResource,
  Page,
  ResourceFilter,
  ResourceName,
  ResourceSort,
  ShownStatus,
  Status,
  Summary,
  SummaryDimension,
} from '@flux-fleet/backstage-plugin-flux-fleet-common';
import type { AuthorizableResource } from '../permissions/AuthorizableResource';
import type { ResourceScope } from '../permissions/criteria';

/** A row of the index as the sync makes it from an object; the store adds the digest, the sort keys and the search text. */
export type IndexRow = Omit<
  FluxResource,
  'clusterUid' | 'environment' | 'stale' | 'staleSince'
>;

/** What a full list left of one kind on one cluster. */
export interface KindOnCluster {
  cluster: string;
  group: string;
  kind: string;
}

/** How many rows a write changed, and how many it found unchanged. */
export interface WriteResult {
  written: number;
  unchanged: number;
  deleted: number;
  /** Names of the clusters whose rows changed. */
  changedClusters: string[];
}

/** Writes the index: the sync alone uses it. */
export interface ResourceWriter {
  /**
   * Writes the rows that changed and deletes the named ones, in one transaction. The last one of a name wins.
   * Rows of clusters that are not registered (any more) are left out.
   */
  write(batch: {
    upserts: IndexRow[];
    deletes: ResourceName[];
  }): Promise<WriteResult>;
  /** Deletes the rows of a kind on a cluster that are not among the names; call it only after a complete list. */
  prune(
    options: KindOnCluster & {
      keep: Array<{ namespace: string; name: string }>;
    },
  ): Promise<number>;
  /** The kinds that a cluster has rows of. */
  kindsOf(cluster: string): Promise<KindOnCluster[]>;
  /** What was shown last for the named resources, by {@link stringifyResourceRef}; the sync settles statuses with it. */
  shownStatuses(names: ResourceName[]): Promise<Map<string, ShownStatus>>;
  /**
   * Shows as Progressing what reconciles since before a time (RFC 3339) and still shows its last settled status.
   * Answers the names of the clusters whose rows changed.
   */
  showProgress(reconcilingSinceBefore: string): Promise<string[]>;
}

/** Reads the index for the HTTP API. What the scope does not leave is not there: totals, pages and counts leave it out. */
export interface ResourceReader {
  /** Throws InputError for a cursor that is not one of its own, or of another sort order. */
  list(options: {
    filter: ResourceFilter;
    scope: ResourceScope;
    sort: ResourceSort;
    limit: number;
    cursor?: string;
  }): Promise<Page<FluxResource>>;
  /** Undefined when the index does not have it, or the scope leaves it out. */
  get(
    name: ResourceName,
    scope: ResourceScope,
  ): Promise<FluxResource | undefined>;
  /** In the order of the names, whoever reads: for permission rules to be applied to. */
  getMany(
    names: ResourceName[],
  ): Promise<Array<AuthorizableResource | undefined>>;
  /** Groups of the most resources first. */
  summarize(options: {
    by: SummaryDimension[];
    filter: ResourceFilter;
    scope: ResourceScope;
  }): Promise<Summary>;
  /** Counts by status for each of the clusters. */
  countByStatus(options: {
    clusters: string[];
    scope: ResourceScope;
  }): Promise<Map<string, Record<Status, number>>>;
}
