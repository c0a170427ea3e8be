import type { ServedKind } from '../kubernetes/types';

/** What is known of one kind on a cluster, whatever becomes of the connection. */
export interface KindMemory {
  /** Where to watch from; undefined when it has to be listed first. */
  resourceVersion: string | undefined;
  /** Since when it cannot be read (RFC 3339); undefined while it can. */
  unreadableSince: string | undefined;
}

/** Names a kind in the version that it is read in. */
export function kindKey({ kind, version }: ServedKind): string {
  return `${kind.group}/${version}/${kind.kind}`;
}

/**
 * Whether a resourceVersion is from before another. Kubernetes counts all changes of a cluster in one sequence and lets
 * clients compare; versions that are not whole numbers say nothing.
 */
export function isBefore(version: string, other: string): boolean {
  const isNumber = /^[1-9]\d*$/;
  if (!isNumber.test(version) || !isNumber.test(other)) return false;
  return version.length === other.length
    ? version < other
    : version.length < other.length;
}

/** What is known of the kinds of one cluster; in memory alone, so that a restart of the process lists everything again. */
export class KindMemories {
  readonly #memories = new Map<string, KindMemory>();

  of(served: ServedKind): KindMemory {
    const key = kindKey(served);
    const known = this.#memories.get(key);
    if (known) return known;
    const made = { resourceVersion: undefined, unreadableSince: undefined };
    this.#memories.set(key, made);
    return made;
  }

  /** Forgets the kinds that are not among those. */
  keep(served: readonly ServedKind[]): void {
    const keys = new Set(served.map(kindKey));
    for (const key of this.#memories.keys()) {
      if (!keys.has(key)) this.#memories.delete(key);
    }
  }

  /** The latest place that any kind is watched from. */
  latestPlace(): string | undefined {
    let latest: string | undefined;
    for (const { resourceVersion } of this.#memories.values()) {
      if (resourceVersion === undefined) continue;
      if (latest === undefined || isBefore(latest, resourceVersion)) {
        latest = resourceVersion;
      }
    }
    return latest;
  }

  /** Has every kind listed again. */
  forgetPlaces(): void {
    for (const memory of this.#memories.values()) {
      memory.resourceVersion = undefined;
    }
  }
}
