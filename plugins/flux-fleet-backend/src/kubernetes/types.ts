import type {
  FluxKind,
  FluxObject,
} from '@flux-fleet/backstage-plugin-flux-fleet-common';

/** Names one object by its API path. `namespace` is empty for cluster-scoped objects, `group` for the core group. */
export interface ObjectPath {
  group: string;
  version: string;
  plural: string;
  namespace: string;
  name: string;
}

/** Names a list of objects by its API path; an empty `namespace` means all of them. */
export type ListPath = Omit<ObjectPath, 'name'>;

/** A page of a list as the API server answers it. */
export interface ObjectList {
  items: FluxObject[];
  resourceVersion: string;
  /** Token of the next page; undefined on the last. */
  continue: string | undefined;
  /** How many items are left out because they are not objects; none unless it says so. */
  leftOut?: number;
}

/** Options of every request; the signal ends it, the timeout (milliseconds) bounds it. */
export interface RequestOptions {
  signal?: AbortSignal;
  timeoutMs?: number;
}

/**
 * Talks to one API server. One or few connections a cluster, closed by its owner.
 * Failures are thrown as `KubernetesError`, which says what kind it is (unreachable, unauthorized, forbidden, not found,
 * conflict, expired, too many requests, server error, malformed) with a message for people that holds no secret.
 * A request that the caller's signal ended throws the signal's reason.
 */
export interface KubernetesClient {
  get(path: ObjectPath, options?: RequestOptions): Promise<FluxObject>;
  list(
    path: ListPath,
    query: {
      limit?: number;
      continue?: string;
      labelSelector?: string;
      fieldSelector?: string;
    },
    options?: RequestOptions,
  ): Promise<ObjectList>;
  /** Merge patch (RFC 7386) with our own field manager. */
  mergePatch(
    path: ObjectPath,
    patch: Record<string, unknown>,
    options?: RequestOptions,
  ): Promise<FluxObject>;
}

/** Hands out clients of clusters that have a connection. */
export interface KubernetesClients {
  /** Throws NotFoundError for an unknown cluster, and ConflictError for one without a connection. */
  client(cluster: string): Promise<KubernetesClient>;
}

/** A change that a watch reports. Of a bookmark, only the resourceVersion of the object means something. */
export interface WatchEvent {
  type: 'ADDED' | 'MODIFIED' | 'DELETED' | 'BOOKMARK';
  object: FluxObject;
}

/** An answer, with the server's name for this state of it where it has one. */
export interface TaggedJson {
  body: unknown;
  etag: string | undefined;
}

/** What the sync needs beside what everybody needs. */
export interface WatchingClient extends KubernetesClient {
  /**
   * Reports changes after a resourceVersion until the server ends the watch. The next line is read when the last
   * event has been taken: a slow taker slows the server down.
   * Throws KubernetesError `expired` when the resourceVersion is too old, and `unreachable` after too long a silence.
   */
  watch(
    path: ListPath,
    query: { resourceVersion: string; timeoutSeconds: number },
    options: {
      signal: AbortSignal;
      silenceMs: number;
      /** Called when the server has accepted the watch, before any event. */
      onOpen?: () => void;
    },
  ): AsyncGenerator<WatchEvent>;
  /** Gets any path below the server's address, parsed. */
  getJson(
    path: string,
    options?: RequestOptions & { accept?: string },
  ): Promise<unknown>;
  /** As `getJson`; undefined when the server says that it would answer what it did with this ETag. */
  getJsonIfChanged(
    path: string,
    options?: RequestOptions & { accept?: string; etag?: string },
  ): Promise<TaggedJson | undefined>;
}

/** A Flux kind that an API server serves, in the version to read it in. */
export interface ServedKind {
  kind: FluxKind;
  version: string;
}
