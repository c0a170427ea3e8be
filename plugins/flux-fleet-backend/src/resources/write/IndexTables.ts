import type { Claim } from '../../clusters/Claim';
import type { DatabaseRow, KeyRow } from './columns';

/** What the index knew of a row before it is written. */
export interface PreviousDatabaseRow {
  uid: string;
  digest: string;
  status: string;
  reason: string;
  message: string;
  since: string;
  reconciling_since: string | null;
}

/** The columns of {@link PreviousDatabaseRow}. */
export const PREVIOUS = [
  'uid',
  'digest',
  'status',
  'reason',
  'message',
  'since',
  'reconciling_since',
] as const;

/** What a write changed, and for which clusters it was allowed to. */
export interface Outcome {
  held: Set<string>;
  /** The cluster of each row that was deleted. */
  deleted: string[];
  /** The cluster of each row that was written. */
  written: string[];
}

/**
 * The statements that write the index, for one kind of database. The right to write is checked in what writes: a replica that
 * is stopped in between cannot go on later with what it checked before.
 */
export interface IndexTables {
  /** What is known of the named rows, in their order. */
  previous(
    names: readonly KeyRow[],
  ): Promise<Array<PreviousDatabaseRow | undefined>>;
  /** Writes and deletes rows of clusters whose claims hold, all or none of them. */
  write(batch: {
    claims: readonly Claim[];
    upserts: readonly DatabaseRow[];
    deletes: readonly KeyRow[];
  }): Promise<Outcome>;
  /** Deletes the rows of a kind on a cluster that are not among the names, if the claim holds; answers how many. */
  deleteOthers(options: {
    claim: Claim;
    group: string;
    kind: string;
    keep: ReadonlyArray<{ namespace: string; name: string }>;
  }): Promise<number>;
}
