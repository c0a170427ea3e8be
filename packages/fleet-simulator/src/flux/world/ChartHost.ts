import { maxSatisfying, rcompare, valid, validRange } from 'semver';
import { digest } from '../machinery/digest';

/**
 * One version of a Helm chart.
 *
 * @public
 */
export interface ChartVersion {
  version: string;
  appVersion: string;
}

/**
 * Helm repositories: charts by name, in versions.
 *
 * @public
 */
export class ChartHost {
  readonly #repositories = new Map<string, Map<string, ChartVersion[]>>();

  static create(): ChartHost {
    return new ChartHost();
  }

  private constructor() {}

  /** Publishes a version of a chart; the repository appears with its first chart. */
  publish(repository: string, chart: string, version: ChartVersion): void {
    let charts = this.#repositories.get(repository);
    if (!charts) {
      charts = new Map();
      this.#repositories.set(repository, charts);
    }
    const versions = charts.get(chart) ?? [];
    charts.set(
      chart,
      [
        version,
        ...versions.filter(other => other.version !== version.version),
      ].sort((left, right) => rcompare(left.version, right.version)),
    );
  }

  has(repository: string): boolean {
    return this.#repositories.has(repository);
  }

  /** Versions of a chart, newest first. */
  versions(repository: string, chart: string): readonly ChartVersion[] {
    return this.#repositories.get(repository)?.get(chart) ?? [];
  }

  /** The newest version that `range` (exact, semver range, or `*`) allows. */
  resolve(
    repository: string,
    chart: string,
    range: string,
  ): ChartVersion | undefined {
    const versions = this.versions(repository, chart);
    if (valid(range) || !validRange(range)) {
      return versions.find(version => version.version === range);
    }
    const newest = maxSatisfying(
      versions.map(version => version.version),
      range,
    );
    return versions.find(version => version.version === newest);
  }

  /** Digest of a repository's index: another one after each publication. */
  indexDigest(repository: string): string {
    const charts = this.#repositories.get(repository) ?? new Map();
    return digest(
      [...charts]
        .map(
          ([name, versions]) =>
            `${name}:${versions[0]?.version}:${versions.length}`,
        )
        .sort()
        .join('\n'),
    );
  }
}
