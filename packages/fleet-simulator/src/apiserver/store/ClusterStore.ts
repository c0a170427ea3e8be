import { Clock, ResourceDefinition } from '../types';
import { KindStore } from './KindStore';
import { StoredChange } from './StoredChange';
import { StoredObject } from './StoredObject';

/** Changes are kept at least this long, unless there are more than the window holds (the real watch cache keeps 75 s). */
const FRESH_MS = 120_000;
/** This many of a cluster's last changes are kept however old they are. */
const ALWAYS_KEPT = 100;
/** An API server starts at some resourceVersion, never at 0: 0 means "any" to clients. */
const FIRST_RESOURCE_VERSION = 1000;

/** A cluster's objects: one resourceVersion counter, a store for each kind, a bounded window of changes. */
export class ClusterStore {
  readonly #clock: Clock;
  readonly #watchHistory: number;
  readonly #kinds = new Map<string, KindStore>();
  readonly #resources = new Map<string, KindStore>();
  readonly #dependents = new Map<string, Set<StoredObject>>();
  readonly #listeners = new Set<(change: StoredChange) => void>();
  readonly #unannounced: StoredChange[] = [];
  #window: StoredChange[] = [];
  #firstInWindow = 0;
  #resourceVersion = FIRST_RESOURCE_VERSION;

  constructor(options: { clock: Clock; watchHistory: number }) {
    this.#clock = options.clock;
    this.#watchHistory = options.watchHistory;
  }

  get resourceVersion(): number {
    return this.#resourceVersion;
  }

  kinds(): KindStore[] {
    return [...this.#kinds.values()];
  }

  kind(group: string, kind: string): KindStore | undefined {
    return this.#kinds.get(`${group}/${kind}`);
  }

  resource(group: string, plural: string): KindStore | undefined {
    return this.#resources.get(`${group}/${plural}`);
  }

  addKind(definition: ResourceDefinition): KindStore {
    this.#resourceVersion += 1;
    const store = new KindStore(definition, this.#resourceVersion);
    this.#kinds.set(`${definition.group}/${definition.kind}`, store);
    this.#resources.set(`${definition.group}/${definition.plural}`, store);
    return store;
  }

  /** Stops serving a kind: its watches end. Its objects must be gone. */
  removeKind(store: KindStore): void {
    const { group, kind, plural } = store.definition;
    this.#kinds.delete(`${group}/${kind}`);
    this.#resources.delete(`${group}/${plural}`);
    for (const close of [...store.closeListeners]) {
      close();
    }
  }

  /** The resourceVersion that the next change gets. */
  get nextResourceVersion(): number {
    return this.#resourceVersion + 1;
  }

  /** Records a change; `object` carries {@link ClusterStore.nextResourceVersion}. */
  commit(
    store: KindStore,
    type: StoredChange['type'],
    object: StoredObject,
    previous: StoredObject | undefined,
  ): void {
    this.#resourceVersion += 1;
    const change: StoredChange = {
      type,
      resourceVersion: this.#resourceVersion,
      at: this.#clock.now(),
      store,
      object,
      previous,
      texts: new Map(),
    };
    store.record(change);
    this.#indexOwners(change);
    this.#window.push(change);
    this.#trim();
    for (const listener of [...store.listeners]) {
      listener(change);
    }
    this.#announce(change);
  }

  /** Objects that name this uid as an owner, with the store each is in. */
  dependentsOf(uid: string): Array<{ store: KindStore; object: StoredObject }> {
    const found: Array<{ store: KindStore; object: StoredObject }> = [];
    for (const dependent of this.#dependents.get(uid) ?? []) {
      for (const store of this.#kinds.values()) {
        if (store.get(dependent.key) === dependent) {
          found.push({ store, object: dependent });
        }
      }
    }
    return found;
  }

  subscribe(listener: (change: StoredChange) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Forgets all changes: resuming watches and continuing lists get 410. */
  compact(): void {
    // Moves on even when nothing changed, so that the newest resourceVersion that a client holds is too old as well.
    this.#resourceVersion += 1;
    this.#window = [];
    this.#firstInWindow = 0;
    for (const store of this.#kinds.values()) {
      store.compact(this.#resourceVersion);
    }
  }

  /** A listener may write: all listeners hear of the changes in their order nevertheless. */
  #announce(change: StoredChange): void {
    this.#unannounced.push(change);
    if (this.#unannounced.length > 1) {
      return;
    }
    try {
      for (const next of this.#unannounced) {
        for (const listener of [...this.#listeners]) {
          listener(next);
        }
      }
    } finally {
      this.#unannounced.length = 0;
    }
  }

  #trim(): void {
    const oldestFresh = this.#clock.now() - FRESH_MS;
    for (;;) {
      const kept = this.#window.length - this.#firstInWindow;
      const oldest = this.#window[this.#firstInWindow];
      const mayGo =
        kept > this.#watchHistory ||
        (kept > ALWAYS_KEPT && oldest.at < oldestFresh);
      if (!mayGo) {
        break;
      }
      oldest.store.forgetOldest();
      this.#firstInWindow += 1;
    }
    if (
      this.#firstInWindow > 256 &&
      this.#firstInWindow * 2 > this.#window.length
    ) {
      this.#window = this.#window.slice(this.#firstInWindow);
      this.#firstInWindow = 0;
    }
  }

  #indexOwners(change: StoredChange): void {
    for (const uid of change.previous?.owners ?? []) {
      const dependents = this.#dependents.get(uid);
      dependents?.delete(change.previous!);
      if (dependents?.size === 0) {
        this.#dependents.delete(uid);
      }
    }
    if (change.type === 'DELETED') {
      return;
    }
    for (const uid of change.object.owners) {
      const dependents = this.#dependents.get(uid) ?? new Set();
      dependents.add(change.object);
      this.#dependents.set(uid, dependents);
    }
  }
}
