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
import type { Claim } from '../clusters/Claim';

/** A row of the index as the sync makes it from an object; the store adds the digest, the sort keys and the search text. */
export type IndexRow = Omit<
  FluxResource,
  'clusterUid' | 'environment' | 'stale' | 'staleSince'
>;

/** One kind on one cluster. */
export interface KindOnCluster {
  cluster: string;
  group: string;
  kind: string;
}

/** What the index shows of a resource, and of which object. */
export interface PreviousRow extends ShownStatus {
  uid: string;
}

/** Changes of rows, to be written together. */
export interface RowBatch {
  /** The clusters that are written for: rows of others, and of those whose claim was lost, are left out. */
  claims: readonly Claim[];
  /** The last one of a name wins. */
  upserts: readonly IndexRow[];
  /** Names that are not among the upserts. */
  deletes: readonly ResourceName[];
  /** Decides what a row shows, knowing what it showed before. Default: what it says. */
  settle?: (row: IndexRow, previous: PreviousRow | undefined) => IndexRow;
}

/** How many rows of a cluster a write changed, and how many it found unchanged. */
export interface WriteCounts {
  written: number;
  unchanged: number;
  deleted: number;
}

/** What a write did. */
export interface WriteResult {
  /** By cluster, of those that could be written for. */
  counts: Map<string, WriteCounts>;
  /** Claims that are lost: nothing was written for them. */
  refused: Claim[];
}

/** Writes the index: the sync alone uses it, for clusters that it holds. */
export interface ResourceWriter {
  /** Writes the rows that changed and deletes the named ones, all or none of them. */
  write(batch: RowBatch): Promise<WriteResult>;
  /**
   * Deletes the rows of a kind on a cluster that are not among the names; call it only after a complete list. Answers how
   * many; none when the claim is lost.
   */
  prune(
    claim: Claim,
    options: {
      group: string;
      kind: string;
      keep: Array<{ namespace: string; name: string }>;
    },
  ): Promise<number>;
  /** The kinds that a cluster has rows of. */
  kindsOf(cluster: string): Promise<KindOnCluster[]>;
  /**
   * Shows as Progressing what reconciles since before a time (RFC 3339) and still shows its last settled status, on the
   * clusters that a replica holds. Answers the names of the clusters whose rows changed.
   */
  showProgress(
    replica: string,
    reconcilingSinceBefore: string,
  ): Promise<string[]>;
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
