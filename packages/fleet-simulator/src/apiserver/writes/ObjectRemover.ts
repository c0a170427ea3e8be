import { ApiError } from '../ApiError';
import { ClusterStore } from '../store/ClusterStore';
import { KindStore } from '../store/KindStore';
import { parseStored } from '../store/objectText';
import { createStoredObject, StoredObject } from '../store/StoredObject';
import { Clock, KubernetesObject } from '../types';
import { DeleteOptions } from './DeleteOptions';
import { timestamp } from './timestamp';

const FOREGROUND = 'foregroundDeletion';
const ORPHAN = 'orphan';

/**
 * Deletes objects: at once, or when their last finalizer is gone. What the garbage collector and the namespace controller of a
 * real cluster do afterwards happens here in the same step: dependents go with their last owner, a namespace's content with it.
 */
export class ObjectRemover {
  readonly #store: ClusterStore;
  readonly #clock: Clock;

  constructor(options: { store: ClusterStore; clock: Clock }) {
    this.#store = options.store;
    this.#clock = options.clock;
  }

  /**
   * @returns the object, and whether it is gone (else it waits for its finalizers)
   * @throws ApiError 409 when a precondition does not hold
   */
  delete(
    kind: KindStore,
    stored: StoredObject,
    options: DeleteOptions = {},
  ): { object: StoredObject; gone: boolean } {
    checkPreconditions(kind, stored, options);
    const object = parseStored(kind.definition, stored);
    const isNamespace =
      kind.definition.group === '' && kind.definition.kind === 'Namespace';
    const finalizers = finalizersFor(object, options);
    const waits = finalizers.length > 0 || isNamespace;
    if (options.dryRun) {
      return { object: stored, gone: !waits };
    }
    if (!waits) {
      return { object: this.remove(kind, stored, object), gone: true };
    }
    const marked = this.#mark(kind, stored, object, finalizers);
    if (isNamespace) {
      this.#empty(marked.name);
    }
    this.#releaseDependents(marked, finalizers);
    const now = kind.get(marked.key);
    return { object: now ?? marked, gone: isNamespace ? false : !now };
  }

  /** Takes an object out of the store, and what hangs on it. */
  remove(
    kind: KindStore,
    previous: StoredObject,
    object: KubernetesObject,
  ): StoredObject {
    const last = createStoredObject(object, this.#store.nextResourceVersion);
    this.#store.commit(kind, 'DELETED', last, previous);
    for (const { store, object: dependent } of this.#store.dependentsOf(
      last.uid,
    )) {
      if (store.get(dependent.key) === dependent) {
        this.#collect(store, dependent, last.uid);
      }
    }
    this.#finishOwners(last);
    this.#finishNamespace(last.namespace);
    return last;
  }

  #mark(
    kind: KindStore,
    stored: StoredObject,
    object: KubernetesObject,
    finalizers: string[],
  ): StoredObject {
    if (stored.deleting) {
      return stored;
    }
    const { metadata } = object;
    metadata.deletionTimestamp = timestamp(this.#clock.now());
    if (finalizers.length > 0) {
      metadata.finalizers = finalizers;
    }
    if (metadata.generation !== undefined) {
      metadata.generation += 1;
    }
    if (object.kind === 'Namespace') {
      object.status = { ...object.status, phase: 'Terminating' };
    }
    return this.#write(kind, object, stored);
  }

  #write(
    kind: KindStore,
    object: KubernetesObject,
    previous: StoredObject,
  ): StoredObject {
    const next = createStoredObject(object, this.#store.nextResourceVersion);
    this.#store.commit(kind, 'MODIFIED', next, previous);
    return next;
  }

  /** An owner of this object is gone: without any other owner the object goes too. */
  #collect(kind: KindStore, stored: StoredObject, ownerUid: string): void {
    const object = parseStored(kind.definition, stored);
    const owners = (object.metadata.ownerReferences ?? []).filter(
      owner => owner.uid !== ownerUid,
    );
    if (owners.length === 0) {
      if (!stored.deleting) {
        this.delete(kind, stored);
      }
      return;
    }
    object.metadata.ownerReferences = owners;
    this.#write(kind, object, stored);
  }

  /** Foreground deletion lets the dependents go first; orphaning only cuts them loose. */
  #releaseDependents(owner: StoredObject, finalizers: string[]): void {
    if (finalizers.includes(FOREGROUND)) {
      for (const { store, object } of this.#store.dependentsOf(owner.uid)) {
        const now = store.get(object.key);
        if (now && !now.deleting) {
          this.delete(store, now, { propagationPolicy: 'Foreground' });
        }
      }
      this.#finishForeground(owner.uid);
    } else if (finalizers.includes(ORPHAN)) {
      for (const { store, object } of this.#store.dependentsOf(owner.uid)) {
        const dependent = parseStored(store.definition, object);
        const owners = (dependent.metadata.ownerReferences ?? []).filter(
          reference => reference.uid !== owner.uid,
        );
        if (owners.length > 0) {
          dependent.metadata.ownerReferences = owners;
        } else {
          delete dependent.metadata.ownerReferences;
        }
        this.#write(store, dependent, object);
      }
      this.#dropFinalizer(owner.uid, ORPHAN);
    }
  }

  #finishOwners(gone: StoredObject): void {
    for (const uid of gone.owners) {
      this.#finishForeground(uid);
    }
  }

  #finishForeground(uid: string): void {
    if (this.#store.dependentsOf(uid).length === 0) {
      this.#dropFinalizer(uid, FOREGROUND);
    }
  }

  #dropFinalizer(uid: string, finalizer: string): void {
    for (const kind of this.#store.kinds()) {
      for (const stored of kind.values()) {
        if (stored.uid !== uid || !stored.deleting) {
          continue;
        }
        const object = parseStored(kind.definition, stored);
        const finalizers = object.metadata.finalizers ?? [];
        if (!finalizers.includes(finalizer)) {
          return;
        }
        const remaining = finalizers.filter(name => name !== finalizer);
        object.metadata.finalizers = remaining;
        if (remaining.length === 0) {
          delete object.metadata.finalizers;
          this.remove(kind, stored, object);
        } else {
          this.#write(kind, object, stored);
        }
        return;
      }
    }
  }

  #empty(namespace: string): void {
    for (const kind of this.#store.kinds()) {
      if (kind.definition.namespaced) {
        const content = kind
          .snapshot(this.#store.resourceVersion)
          .items.filter(object => object.namespace === namespace);
        for (const { key } of content) {
          const now = kind.get(key);
          if (now && !now.deleting) {
            this.delete(kind, now);
          }
        }
      }
    }
    this.#finishNamespace(namespace);
  }

  #finishNamespace(name: string): void {
    const kind = this.#store.kind('', 'Namespace');
    const stored = name ? kind?.get(name) : undefined;
    if (!kind || !stored?.deleting) {
      return;
    }
    const holds = this.#store
      .kinds()
      .some(
        other =>
          other.definition.namespaced &&
          [...other.values()].some(object => object.namespace === name),
      );
    const object = parseStored(kind.definition, stored);
    if (!holds && (object.metadata.finalizers ?? []).length === 0) {
      object.spec = { ...object.spec, finalizers: [] };
      this.remove(kind, stored, object);
    }
  }
}

function checkPreconditions(
  kind: KindStore,
  stored: StoredObject,
  { preconditions }: DeleteOptions,
): void {
  const { definition } = kind;
  if (preconditions?.uid && preconditions.uid !== stored.uid) {
    throw ApiError.conflict(
      definition,
      stored.name,
      `Precondition failed: UID in precondition: ${preconditions.uid}, UID in object meta: ${stored.uid}`,
    );
  }
  const wanted = preconditions?.resourceVersion;
  if (wanted && wanted !== String(stored.resourceVersion)) {
    throw ApiError.conflict(
      definition,
      stored.name,
      `Precondition failed: ResourceVersion in precondition: ${wanted}, ResourceVersion in object meta: ${stored.resourceVersion}`,
    );
  }
}

function finalizersFor(
  object: KubernetesObject,
  options: DeleteOptions,
): string[] {
  const finalizers = (object.metadata.finalizers ?? []).filter(
    name => name !== FOREGROUND && name !== ORPHAN,
  );
  if (options.propagationPolicy === 'Foreground') {
    finalizers.push(FOREGROUND);
  }
  if (options.propagationPolicy === 'Orphan') {
    finalizers.push(ORPHAN);
  }
  return finalizers;
}
