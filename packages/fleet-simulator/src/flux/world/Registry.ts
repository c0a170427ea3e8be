import { maxSatisfying } from 'semver';
import { digest } from '../machinery/digest';

/**
 * Container registries: repositories (of images or OCI artifacts) with tags, in the order of their publication.
 *
 * @public
 */
export class Registry {
  readonly #tags = new Map<string, string[]>();
  readonly #published = new Map<string, number>();

  static create(): Registry {
    return new Registry();
  }

  private constructor() {}

  /** Pushes a tag; pushing one again moves it to another digest. */
  push(repository: string, tag: string): void {
    const tags = this.#tags.get(repository) ?? [];
    if (!tags.includes(tag)) {
      tags.push(tag);
    }
    this.#tags.set(repository, tags);
    const key = `${repository}:${tag}`;
    this.#published.set(key, (this.#published.get(key) ?? 0) + 1);
  }

  has(repository: string): boolean {
    return this.#tags.has(repository);
  }

  tags(repository: string): readonly string[] {
    return this.#tags.get(repository) ?? [];
  }

  /** The highest tag in a semver range. */
  highest(repository: string, range: string): string | undefined {
    return maxSatisfying([...this.tags(repository)], range) ?? undefined;
  }

  /** Digest that a tag points at, as `sha256:...`. */
  digestOf(repository: string, tag: string): string | undefined {
    const key = `${repository}:${tag}`;
    const times = this.#published.get(key);
    return times ? `sha256:${digest(`${key}#${times}`)}` : undefined;
  }
}
