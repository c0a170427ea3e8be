/**
 * Says which clusters this replica syncs. No two replicas may write for one cluster: an implementation for several takes and
 * renews claims in the database, and has rows written under a lost claim refused.
 */
export interface Claims {
  /** Whether the cluster is this replica's to sync, now. */
  isOurs(cluster: string): boolean;
}

/** One replica alone: every cluster is its own. */
export class SoleClaims implements Claims {
  isOurs(): boolean {
    return true;
  }
}
