import { ResourceDefinition } from '../types';
import { compareKeys } from './compareKeys';
import { Snapshot } from './Snapshot';
import { StoredChange } from './StoredChange';
import { StoredObject } from './StoredObject';

/** Recent snapshots that are kept for the next pages of lists; older ones are rebuilt from the history. */
const KEPT_SNAPSHOTS = 8;

/**
 * The objects of one kind and the changes that watches may resume from. A snapshot is an immutable array in the order of
 * keys; writes are merged into the next one that somebody asks for.
 */
export class KindStore {
  readonly definition: ResourceDefinition;
  /** Called with each change, after it happened. */
  readonly listeners = new Set<(change: StoredChange) => void>();
  /** Called when the kind is no longer served. */
  readonly closeListeners = new Set<() => void>();
  /** Names used in answers' text; see `objectText`. */
  readonly #objects = new Map<string, StoredObject>();
  #items: readonly StoredObject[] = [];
  readonly #dirty = new Set<string>();
  readonly #snapshots = new Map<number, Snapshot>();
  #changes: StoredChange[] = [];
  #firstChange = 0;
  #forgottenThrough: number;

  constructor(definition: ResourceDefinition, resourceVersion: number) {
    this.definition = definition;
    this.#forgottenThrough = resourceVersion;
  }

  get size(): number {
    return this.#objects.size;
  }

  get(key: string): StoredObject | undefined {
    return this.#objects.get(key);
  }

  values(): IterableIterator<StoredObject> {
    return this.#objects.values();
  }

  /** The resourceVersion of the newest change that is forgotten: nothing older can be resumed from. */
  get forgottenThrough(): number {
    return this.#forgottenThrough;
  }

  /** Takes in a change; the cluster's store calls the listeners. */
  record(change: StoredChange): void {
    if (change.type === 'DELETED') {
      this.#objects.delete(change.object.key);
    } else {
      this.#objects.set(change.object.key, change.object);
    }
    this.#dirty.add(change.object.key);
    this.#changes.push(change);
  }

  /** Forgets the oldest change; the cluster's store decides when. */
  forgetOldest(): void {
    const change = this.#changes[this.#firstChange];
    if (!change) {
      return;
    }
    this.#forgottenThrough = change.resourceVersion;
    this.#firstChange += 1;
    if (
      this.#firstChange > 64 &&
      this.#firstChange * 2 > this.#changes.length
    ) {
      this.#changes = this.#changes.slice(this.#firstChange);
      this.#firstChange = 0;
    }
  }

  /** Forgets all changes and snapshots, as etcd does when it compacts. */
  compact(resourceVersion: number): void {
    this.#changes = [];
    this.#firstChange = 0;
    this.#forgottenThrough = resourceVersion;
    this.#snapshots.clear();
  }

  /** The changes after a resourceVersion, oldest first; undefined when some of them are forgotten. */
  changesAfter(resourceVersion: number): StoredChange[] | undefined {
    if (resourceVersion < this.#forgottenThrough) {
      return undefined;
    }
    let low = this.#firstChange;
    let high = this.#changes.length;
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      if (this.#changes[middle].resourceVersion <= resourceVersion) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return this.#changes.slice(low);
  }

  /** All objects now. */
  snapshot(resourceVersion: number): Snapshot {
    this.#mergeDirty();
    return { resourceVersion, items: this.#items };
  }

  /** Keeps a snapshot for the next page of a list. */
  keep(snapshot: Snapshot): void {
    this.#snapshots.delete(snapshot.resourceVersion);
    this.#snapshots.set(snapshot.resourceVersion, snapshot);
    if (this.#snapshots.size > KEPT_SNAPSHOTS) {
      const [oldest] = this.#snapshots.keys();
      this.#snapshots.delete(oldest);
    }
  }

  /** All objects as they were at a resourceVersion; undefined when that is forgotten. */
  snapshotAt(resourceVersion: number): Snapshot | undefined {
    const changes = this.changesAfter(resourceVersion);
    if (!changes) {
      return undefined;
    }
    if (changes.length === 0) {
      return this.snapshot(resourceVersion);
    }
    const kept = this.#snapshots.get(resourceVersion);
    if (kept) {
      return kept;
    }
    const before = new Map<string, StoredObject | undefined>();
    for (let index = changes.length - 1; index >= 0; index -= 1) {
      before.set(changes[index].object.key, changes[index].previous);
    }
    this.#mergeDirty();
    const snapshot = { resourceVersion, items: merge(this.#items, before) };
    this.keep(snapshot);
    return snapshot;
  }

  #mergeDirty(): void {
    if (this.#dirty.size === 0) {
      return;
    }
    const changed = new Map<string, StoredObject | undefined>();
    for (const key of this.#dirty) {
      changed.set(key, this.#objects.get(key));
    }
    this.#items = merge(this.#items, changed);
    this.#dirty.clear();
  }
}

/** The ordered items with some of them replaced, added or (undefined) removed. */
function merge(
  items: readonly StoredObject[],
  changed: Map<string, StoredObject | undefined>,
): StoredObject[] {
  const keys = [...changed.keys()].sort(compareKeys);
  const merged: StoredObject[] = [];
  let next = 0;
  for (const key of keys) {
    while (next < items.length && items[next].key < key) {
      merged.push(items[next]);
      next += 1;
    }
    if (next < items.length && items[next].key === key) {
      next += 1;
    }
    const object = changed.get(key);
    if (object) {
      merged.push(object);
    }
  }
  for (; next < items.length; next += 1) {
    merged.push(items[next]);
  }
  return merged;
}
