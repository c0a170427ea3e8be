import { inc } from 'semver';
import { ChartHost } from './ChartHost';
import { GitHost } from './GitHost';
import { Problem, targetKey, WorldTarget } from './Problem';
import { Registry } from './Registry';

/**
 * Something new in the world.
 *
 * @public
 */
export type WorldChange =
  | {
      kind: 'commit';
      url: string;
      branch?: string;
      message?: string;
      author?: string;
    }
  | {
      kind: 'chart';
      repository: string;
      chart: string;
      /** The next patch version of the newest one when missing. */
      version?: string;
      appVersion?: string;
    }
  | { kind: 'artifact'; url: string; tag: string }
  | { kind: 'image'; image: string; tag: string }
  | { kind: 'bucket'; endpoint: string; bucketName: string };

/**
 * What exists outside of the clusters, or below what Flux sees of them: Git repositories, charts, OCI artifacts, images,
 * buckets, whether each can be reached, and whether what Flux applies works. Controllers only read it; tests and the demo
 * change it.
 *
 * @public
 */
export class World {
  readonly git = GitHost.create();
  readonly charts = ChartHost.create();
  readonly artifacts = Registry.create();
  readonly images = Registry.create();
  readonly #buckets = new Map<string, number>();
  readonly #problems = new Map<string, Problem>();

  static create(): World {
    return new World();
  }

  private constructor() {}

  /** Publishes something new; clusters notice when they next look. Answers its revision, version, tag or digest. */
  advance(change: WorldChange): string {
    switch (change.kind) {
      case 'commit': {
        const branch = change.branch ?? 'main';
        this.git.add(change.url, branch);
        return this.git.commit(change.url, branch, {
          message: change.message ?? 'Update manifests',
          author: change.author ?? 'platform-bot',
        }).sha;
      }
      case 'chart': {
        const newest = this.charts.versions(change.repository, change.chart)[0];
        const version =
          change.version ?? (newest && inc(newest.version, 'patch')) ?? '0.1.0';
        this.charts.publish(change.repository, change.chart, {
          version,
          appVersion: change.appVersion ?? newest?.appVersion ?? version,
        });
        return version;
      }
      case 'artifact':
        this.artifacts.push(change.url, change.tag);
        return change.tag;
      case 'image':
        this.images.push(change.image, change.tag);
        return change.tag;
      case 'bucket': {
        const key = `${change.endpoint}/${change.bucketName}`;
        this.#buckets.set(key, (this.#buckets.get(key) ?? 0) + 1);
        return String(this.#buckets.get(key));
      }
      default: {
        const unknown: never = change;
        throw new Error(`Unknown change ${JSON.stringify(unknown)}`);
      }
    }
  }

  /** How often a bucket's content has changed; 0 for a bucket that is not there. */
  bucketVersion(endpoint: string, bucketName: string): number {
    return this.#buckets.get(`${endpoint}/${bucketName}`) ?? 0;
  }

  /** Breaks something until it is mended; `state` is `failing` unless said otherwise. */
  break(
    target: WorldTarget,
    problem: Omit<Problem, 'state'> & { state?: Problem['state'] },
  ): void {
    this.#problems.set(targetKey(target), { state: 'failing', ...problem });
  }

  /** Ends a problem. What failed because of it recovers with its next reconcile. */
  mend(target: WorldTarget): void {
    this.#problems.delete(targetKey(target));
  }

  /** What is wrong with something, if anything is. */
  problem(target: WorldTarget): Problem | undefined {
    return this.#problems.size > 0
      ? this.#problems.get(targetKey(target))
      : undefined;
  }
}
