import { KubernetesObject, ObjectMeta } from '../types';

/**
 * An object as the store keeps it: its JSON text and the little of its metadata that lists, selectors and garbage collection
 * need. It is never changed; a write puts another one in its place.
 */
export interface StoredObject {
  /** `namespace/name`, or `name` for cluster-scoped kinds: the order of lists. */
  readonly key: string;
  readonly namespace: string;
  readonly name: string;
  readonly uid: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly resourceVersion: number;
  /** The uids of the object's owners. */
  readonly owners: readonly string[];
  readonly deleting: boolean;
  /** The JSON text after `apiVersion` and `kind`: `"metadata":{...},...}`. */
  readonly body: string;
  /** Where the metadata ends in `body`. */
  readonly metadataEnd: number;
}

const NOTHING: Readonly<Record<string, string>> = Object.freeze({});
const NOBODY: readonly string[] = Object.freeze([]);

/** Makes the stored form of an object; `resourceVersion` goes into its metadata. */
export function createStoredObject(
  object: KubernetesObject,
  resourceVersion: number,
): StoredObject {
  const { apiVersion: _version, kind: _kind, metadata, ...rest } = object;
  const meta = orderedMetadata(metadata, resourceVersion);
  const metadataText = `"metadata":${JSON.stringify(meta)}`;
  const restText = JSON.stringify(rest);
  const body =
    restText === '{}'
      ? `${metadataText}}`
      : `${metadataText},${restText.slice(1)}`;
  const namespace = metadata.namespace ?? '';
  return {
    key: namespace ? `${namespace}/${metadata.name}` : metadata.name,
    namespace,
    name: metadata.name,
    uid: metadata.uid ?? '',
    labels: metadata.labels ?? NOTHING,
    resourceVersion,
    owners: metadata.ownerReferences?.map(owner => owner.uid) ?? NOBODY,
    deleting: metadata.deletionTimestamp !== undefined,
    body,
    metadataEnd: metadataText.length,
  };
}

/** Names first, managed fields last: objects read well in logs and diffs. */
function orderedMetadata(
  metadata: ObjectMeta,
  resourceVersion: number,
): ObjectMeta {
  const { name, namespace, uid, managedFields, ...others } = metadata;
  const ordered: ObjectMeta = { name };
  if (namespace) {
    ordered.namespace = namespace;
  }
  if (uid) {
    ordered.uid = uid;
  }
  Object.assign(ordered, others);
  ordered.resourceVersion = String(resourceVersion);
  if (managedFields && managedFields.length > 0) {
    ordered.managedFields = managedFields;
  }
  return ordered;
}
