import { KubernetesObject } from '../../apiserver/types';
import { digest } from '../machinery/digest';

/**
 * A commit of a simulated Git repository.
 *
 * @public
 */
export interface Commit {
  sha: string;
  message: string;
  author: string;
}

interface Repository {
  /** Branch to its newest commit. */
  heads: Map<string, Commit>;
  tags: Map<string, Commit>;
  commits: number;
  /** Path to the Flux objects that its manifests describe; only what parents re-apply is kept. */
  manifests: Map<string, KubernetesObject[]>;
}

/**
 * Git servers: repositories with branches, tags and manifests by path.
 *
 * @public
 */
export class GitHost {
  readonly #repositories = new Map<string, Repository>();

  static create(): GitHost {
    return new GitHost();
  }

  private constructor() {}

  /** Adds a repository, or a branch to it, with a first commit. */
  add(url: string, branch: string): void {
    let repository = this.#repositories.get(url);
    if (!repository) {
      repository = {
        heads: new Map(),
        tags: new Map(),
        commits: 0,
        manifests: new Map(),
      };
      this.#repositories.set(url, repository);
    }
    if (!repository.heads.has(branch)) {
      this.commit(url, branch, { message: 'Initial commit', author: 'flux' });
    }
  }

  has(url: string): boolean {
    return this.#repositories.has(url);
  }

  /** @throws Error when there is no such repository */
  commit(
    url: string,
    branch: string,
    change: { message: string; author: string },
  ): Commit {
    const repository = this.#get(url);
    repository.commits += 1;
    const commit = {
      sha: digest(`${url}#${branch}#${repository.commits}`, 'sha1'),
      ...change,
    };
    repository.heads.set(branch, commit);
    return commit;
  }

  /** Puts a tag on the newest commit of a branch. */
  tag(url: string, branch: string, tag: string): void {
    const commit = this.head(url, branch);
    if (commit) {
      this.#get(url).tags.set(tag, commit);
    }
  }

  head(url: string, branch: string): Commit | undefined {
    return this.#repositories.get(url)?.heads.get(branch);
  }

  tags(url: string): ReadonlyMap<string, Commit> {
    return this.#repositories.get(url)?.tags ?? new Map<string, Commit>();
  }

  setManifests(url: string, path: string, objects: KubernetesObject[]): void {
    this.#get(url).manifests.set(normalize(path), objects);
  }

  manifests(url: string, path: string): KubernetesObject[] | undefined {
    return this.#repositories.get(url)?.manifests.get(normalize(path));
  }

  #get(url: string): Repository {
    const repository = this.#repositories.get(url);
    if (!repository) {
      throw new Error(`There is no Git repository ${url}`);
    }
    return repository;
  }
}

function normalize(path: string): string {
  return path.replace(/^\.?\/+/, '').replace(/\/+$/, '');
}
