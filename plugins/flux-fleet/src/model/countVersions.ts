import type { Cluster } from '@flux-fleet/backstage-plugin-flux-fleet-common';

/** A version of Flux, and how many clusters run it; null when a cluster does not tell. */
export interface VersionCount {
  version: string | null;
  count: number;
}

/** A version without the `v` that some put before it. */
export function plainVersion(version: string | null): string | null {
  return version?.replace(/^v/, '') ?? null;
}

/** Counts the clusters by their version of Flux, the newest first and the unknown last. */
export function countVersions(clusters: Cluster[]): VersionCount[] {
  const counts = new Map<string | null, number>();
  for (const { versions } of clusters) {
    const version = plainVersion(versions.flux);
    counts.set(version, (counts.get(version) ?? 0) + 1);
  }
  const newest = new Intl.Collator('en', { numeric: true });
  return [...counts]
    .map(([version, count]) => ({ version, count }))
    .sort((a, b) => {
      if (a.version === null || b.version === null) {
        return Number(a.version === null) - Number(b.version === null);
      }
      return newest.compare(b.version, a.version);
    });
}
