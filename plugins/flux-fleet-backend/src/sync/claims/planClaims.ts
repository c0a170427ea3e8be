import type { ClaimBoard } from './ClaimStore';

/** What a replica should do next, so that in the end all clusters are held, and evenly. */
export interface ClaimPlan {
  /** Clusters that are free and may be taken, at most `limit` of them. */
  take: { clusters: string[]; limit: number };
  /** Clusters to give up, for others to take. */
  release: string[];
}

/**
 * Decides from what all replicas see alike. Each is entitled to an equal part of the clusters, those that joined first to
 * one more where it does not come out even; it takes free ones up to that, and gives up what it has beyond.
 *
 * @param options - `offered`: what this replica can connect to; `orphans`: what it can connect to, and nobody has taken for
 * long although it is free (others cannot reach it): it takes them beyond its part, and keeps them
 */
export function planClaims(options: {
  replica: string;
  board: ClaimBoard;
  offered: ReadonlySet<string>;
  orphans: ReadonlySet<string>;
}): ClaimPlan {
  const { replica, board, offered, orphans } = options;
  const { replicas, clusters } = board;
  const position = replicas.indexOf(replica);
  if (position < 0) return { take: { clusters: [], limit: 0 }, release: [] };
  const part =
    Math.floor(clusters.size / replicas.length) +
    (position < clusters.size % replicas.length ? 1 : 0);
  const names = [...clusters.keys()];
  const held = names.filter(name => clusters.get(name)!.holder === replica);
  const free = names.filter(
    name => offered.has(name) && clusters.get(name)!.holder === undefined,
  );
  const room = part - held.length;
  if (room > 0) return { take: { clusters: free, limit: room }, release: [] };
  const neglected = free.filter(name => orphans.has(name));
  const spare = held.filter(name => !orphans.has(name));
  return {
    take: { clusters: neglected, limit: neglected.length },
    release: spare.slice(spare.length - Math.min(spare.length, -room)),
  };
}
