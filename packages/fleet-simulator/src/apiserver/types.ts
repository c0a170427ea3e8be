/**
 * The seam between the API machinery (this folder), the Flux controllers (`../flux`) and the fleet generator
 * (`../fleet`): what a simulated API server offers to code that runs inside it.
 */

/**
 * Metadata of a Kubernetes object, as far as the simulator reads or writes it.
 *
 * @public
 */
export interface ObjectMeta {
  name: string;
  namespace?: string;
  uid?: string;
  resourceVersion?: string;
  generation?: number;
  creationTimestamp?: string;
  deletionTimestamp?: string;
  labels?: Record<string, string>;
  annotations?: Record<string, string>;
  finalizers?: string[];
  ownerReferences?: Array<{
    apiVersion: string;
    kind: string;
    name: string;
    uid: string;
    controller?: boolean;
    blockOwnerDeletion?: boolean;
  }>;
  managedFields?: ManagedFieldsEntry[];
}

/**
 * One entry of `metadata.managedFields`; `fieldsV1` is Kubernetes' FieldsV1 tree.
 *
 * @public
 */
export interface ManagedFieldsEntry {
  manager: string;
  operation: 'Apply' | 'Update';
  apiVersion: string;
  time: string;
  fieldsType: 'FieldsV1';
  fieldsV1: Record<string, unknown>;
  subresource?: string;
}

/**
 * Any Kubernetes object. Objects that the API server hands out must not be changed by their readers.
 *
 * @public
 */
export interface KubernetesObject {
  apiVersion: string;
  kind: string;
  metadata: ObjectMeta;
  spec?: Record<string, any>;
  status?: Record<string, any>;
  [field: string]: unknown;
}

/**
 * Names one object of a cluster. `namespace` is empty for cluster-scoped kinds; `group` is empty for the core group.
 *
 * @public
 */
export interface ObjectKey {
  group: string;
  kind: string;
  namespace: string;
  name: string;
}

/**
 * A kind that an API server serves.
 *
 * @public
 */
export interface ResourceDefinition {
  group: string;
  /** Served versions, the preferred (and stored) one first. */
  versions: string[];
  kind: string;
  plural: string;
  singular: string;
  shortNames: string[];
  categories: string[];
  namespaced: boolean;
  /** Whether it is served from a CustomResourceDefinition that can come and go. */
  custom: boolean;
  /** Whether the kind has a `status` subresource: status is then only written through it, and generation counts spec changes. */
  statusSubresource: boolean;
  /** Columns that `kubectl get` shows, as JSONPath without braces (for example `.status.conditions[?(@.type=="Ready")].status`). */
  printerColumns: Array<{
    name: string;
    type: 'string' | 'date' | 'boolean' | 'integer';
    jsonPath: string;
  }>;
}

/**
 * What changed in a cluster, in order of resourceVersion.
 *
 * @public
 */
export interface ObjectChange {
  type: 'ADDED' | 'MODIFIED' | 'DELETED';
  key: ObjectKey;
  object: KubernetesObject;
}

/**
 * One timer service for a whole fleet: hundreds of thousands of intervals on one real timer. Times are milliseconds since the epoch.
 *
 * @public
 */
export interface Clock {
  now(): number;
  /** Runs `task` once at or shortly after `at`; the answer cancels it. */
  schedule(at: number, task: () => void): () => void;
}

/**
 * Options of a write from inside the cluster.
 *
 * @public
 */
export interface WriteOptions {
  /** Recorded in managedFields, for example `kustomize-controller`. */
  manager: string;
  /** Writes only status, as the status subresource does; generation stays. */
  subresource?: 'status';
}

/**
 * A simulated cluster's API, as controllers inside it use it: synchronous, without HTTP, without faults and without
 * authorization. Everything that it does is visible to HTTP clients at once (lists, watches).
 * Failures are thrown as `ApiError` with the code and reason that the HTTP answer would have.
 *
 * @public
 */
export interface ClusterApi {
  readonly name: string;
  readonly clock: Clock;
  definitions(): ResourceDefinition[];
  /** Starts serving a kind: for custom ones its CustomResourceDefinition appears too. */
  define(definition: ResourceDefinition): void;
  /** Stops serving a custom kind and deletes its objects, as deleting its CustomResourceDefinition does. */
  undefine(group: string, kind: string): void;
  get(key: ObjectKey): KubernetesObject | undefined;
  list(
    group: string,
    kind: string,
    filter?: { namespace?: string; labels?: Record<string, string> },
  ): KubernetesObject[];
  /** Creates the object; status in it is kept (unlike over HTTP), so that a generated fleet starts in a settled state. */
  create(object: KubernetesObject, options: WriteOptions): KubernetesObject;
  /** Merge patch (RFC 7386). A patch that changes nothing writes nothing. */
  patch(
    key: ObjectKey,
    patch: Record<string, unknown>,
    options: WriteOptions,
  ): KubernetesObject;
  /** Server-side apply; creates when missing. */
  apply(
    object: KubernetesObject,
    options: WriteOptions & { force?: boolean },
  ): KubernetesObject;
  delete(key: ObjectKey): void;
  /** Adds a line to the log of a pod's container; `container` is left out for a pod that has only one. */
  appendPodLog(
    pod: { namespace: string; name: string; container?: string },
    line: string,
  ): void;
  /** Calls `listener` for every change from now on, synchronously after the change; the answer stops it. */
  subscribe(listener: (change: ObjectChange) => void): () => void;
}
