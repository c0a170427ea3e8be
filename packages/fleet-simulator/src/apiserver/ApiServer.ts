import { ApiError } from './ApiError';
import { coreDefinitions } from './coreDefinitions';
import { createCustomResourceDefinition } from './createCustomResourceDefinition';
import { mergePatch } from './patches/mergePatch';
import { PodLogs } from './PodLogs';
import { ClusterStore } from './store/ClusterStore';
import { KindStore } from './store/KindStore';
import { apiVersionOf, parseStored } from './store/objectText';
import { StoredObject } from './store/StoredObject';
import {
  Clock,
  ClusterApi,
  KubernetesObject,
  ObjectChange,
  ObjectKey,
  ResourceDefinition,
  WriteOptions,
} from './types';
import { ObjectWriter } from './writes/ObjectWriter';
import { keyOf } from './store/keyOf';
import { ObjectRemover } from './writes/ObjectRemover';

/** Changes kept for watches to resume, when a simulator is started without saying how many. */
export const DEFAULT_WATCH_HISTORY = 10_000;

const CRD_GROUP = 'apiextensions.k8s.io';
const CRD_KIND = 'CustomResourceDefinition';
const FIRST_NAMESPACES = [
  'default',
  'kube-node-lease',
  'kube-public',
  'kube-system',
];

/** One cluster's API: its kinds and objects, with the in-process interface that controllers use. */
export class ApiServer implements ClusterApi {
  readonly name: string;
  readonly clock: Clock;
  /** For the HTTP layer, which reads lists and watches from here. */
  readonly store: ClusterStore;
  readonly writer: ObjectWriter;
  readonly remover: ObjectRemover;
  readonly podLogs = new PodLogs();
  #lastRead: { stored: StoredObject; object: KubernetesObject } | undefined;

  static create(options: {
    name: string;
    clock: Clock;
    definitions: ResourceDefinition[];
    watchHistory?: number;
  }): ApiServer {
    const server = new ApiServer(options);
    for (const definition of [...coreDefinitions, ...options.definitions]) {
      server.define(definition);
    }
    for (const name of FIRST_NAMESPACES) {
      server.create(
        { apiVersion: 'v1', kind: 'Namespace', metadata: { name } },
        { manager: 'kube-apiserver' },
      );
    }
    return server;
  }

  private constructor(options: {
    name: string;
    clock: Clock;
    watchHistory?: number;
  }) {
    this.name = options.name;
    this.clock = options.clock;
    const { clock } = options;
    this.store = new ClusterStore({
      clock,
      watchHistory: options.watchHistory ?? DEFAULT_WATCH_HISTORY,
    });
    this.remover = new ObjectRemover({ store: this.store, clock });
    this.writer = new ObjectWriter({
      store: this.store,
      clock,
      remover: this.remover,
    });
  }

  definitions(): ResourceDefinition[] {
    return this.store.kinds().map(kind => kind.definition);
  }

  define(definition: ResourceDefinition): void {
    const { group, kind } = definition;
    if (this.store.kind(group, kind)) {
      throw ApiError.alreadyExists(definition, kind);
    }
    this.store.addKind(definition);
    const crds = this.store.kind(CRD_GROUP, CRD_KIND);
    const name = `${definition.plural}.${group}`;
    if (definition.custom && crds && !crds.get(name)) {
      this.writer.create(
        crds,
        createCustomResourceDefinition(definition, this.clock.now()),
        {
          manager: 'kube-apiserver',
          apiVersion: `${CRD_GROUP}/v1`,
          trusted: true,
        },
      );
    }
  }

  undefine(group: string, kind: string): void {
    const store = this.#kind(group, kind);
    const { definition } = store;
    if (!definition.custom) {
      throw ApiError.methodNotAllowed();
    }
    // The objects go whatever finalizers they have: nothing could take those away any more.
    for (const stored of [...store.values()]) {
      if (store.get(stored.key) === stored) {
        this.remover.remove(store, stored, parseStored(definition, stored));
      }
    }
    this.store.removeKind(store);
    const crds = this.store.kind(CRD_GROUP, CRD_KIND);
    const crd = crds?.get(`${definition.plural}.${group}`);
    if (crds && crd) {
      this.remover.remove(crds, crd, parseStored(crds.definition, crd));
    }
  }

  get(key: ObjectKey): KubernetesObject | undefined {
    const kind = this.store.kind(key.group, key.kind);
    const stored = kind?.get(keyOf(key.namespace, key.name));
    return kind && stored && parseStored(kind.definition, stored);
  }

  list(
    group: string,
    kind: string,
    filter: { namespace?: string; labels?: Record<string, string> } = {},
  ): KubernetesObject[] {
    const store = this.store.kind(group, kind);
    if (!store) {
      return [];
    }
    const labels = Object.entries(filter.labels ?? {});
    return store
      .snapshot(this.store.resourceVersion)
      .items.filter(
        object =>
          (!filter.namespace || object.namespace === filter.namespace) &&
          labels.every(([name, value]) => object.labels[name] === value),
      )
      .map(object => parseStored(store.definition, object));
  }

  create(object: KubernetesObject, options: WriteOptions): KubernetesObject {
    const kind = this.#kindOf(object);
    const stored = this.writer.create(kind, object, {
      ...options,
      apiVersion: object.apiVersion,
      trusted: true,
    });
    return this.#read(kind.definition, stored);
  }

  patch(
    key: ObjectKey,
    patch: Record<string, unknown>,
    options: WriteOptions,
  ): KubernetesObject {
    const kind = this.#kind(key.group, key.kind);
    const { definition } = kind;
    const stored = this.writer.update(
      kind,
      key,
      {
        ...options,
        apiVersion: apiVersionOf(definition.group, definition.versions[0]),
        trusted: true,
      },
      current => mergePatch(current, asJson(patch)) as KubernetesObject,
    );
    return this.#read(definition, stored);
  }

  apply(
    object: KubernetesObject,
    options: WriteOptions & { force?: boolean },
  ): KubernetesObject {
    const kind = this.#kindOf(object);
    const applied = this.writer.apply(kind, asJson(object), {
      ...options,
      apiVersion: object.apiVersion,
    });
    return this.#read(kind.definition, applied.object);
  }

  delete(key: ObjectKey): void {
    const kind = this.#kind(key.group, key.kind);
    const stored = kind.get(keyOf(key.namespace, key.name));
    if (!stored) {
      throw ApiError.notFound(kind.definition, key.name);
    }
    this.remover.delete(kind, stored);
  }

  subscribe(listener: (change: ObjectChange) => void): () => void {
    return this.store.subscribe(change => {
      const { definition } = change.store;
      const read = (stored: StoredObject) => this.#read(definition, stored);
      listener({
        type: change.type,
        key: {
          group: definition.group,
          kind: definition.kind,
          namespace: change.object.namespace,
          name: change.object.name,
        },
        get object() {
          return read(change.object);
        },
      });
    });
  }

  appendPodLog(
    pod: { namespace: string; name: string; container?: string },
    line: string,
  ): void {
    this.podLogs.append(pod, { at: this.clock.now(), text: line });
  }

  /** Subscribers to a change and its writer share one copy, which none of them may change. */
  #read(definition: ResourceDefinition, stored: StoredObject) {
    if (this.#lastRead?.stored !== stored) {
      const object = parseStored(definition, stored);
      this.#lastRead = { stored, object };
    }
    return this.#lastRead.object;
  }

  #kindOf(object: KubernetesObject): KindStore {
    const slash = object.apiVersion.indexOf('/');
    const group = slash < 0 ? '' : object.apiVersion.slice(0, slash);
    return this.#kind(group, object.kind);
  }

  #kind(group: string, kind: string): KindStore {
    const store = this.store.kind(group, kind);
    if (!store) {
      throw new ApiError({
        code: 404,
        reason: 'NotFound',
        message: `no matches for kind ${JSON.stringify(
          kind,
        )} in group ${JSON.stringify(group)}`,
      });
    }
    return store;
  }
}

/** What a value is as JSON: without fields that are undefined, which would look like changes. */
function asJson<T>(value: T): T {
  return JSON.parse(JSON.stringify(value));
}
