import { ObjectMeta } from '../types';

/** The fields of `metav1.ObjectMeta`; the server drops all others. */
const KNOWN = new Set([
  'annotations',
  'creationTimestamp',
  'deletionGracePeriodSeconds',
  'deletionTimestamp',
  'finalizers',
  'generateName',
  'generation',
  'labels',
  'managedFields',
  'name',
  'namespace',
  'ownerReferences',
  'resourceVersion',
  'uid',
]);

/** Metadata without unknown fields and without those that are null or empty, which the server does not keep. */
export function normalizeMetadata(metadata: ObjectMeta): ObjectMeta {
  return Object.fromEntries(
    Object.entries(metadata).filter(
      ([name, value]) => KNOWN.has(name) && !isEmpty(value),
    ),
  ) as unknown as ObjectMeta;
}

function isEmpty(value: unknown): boolean {
  return (
    value === undefined ||
    value === null ||
    value === '' ||
    (typeof value === 'object' && Object.keys(value).length === 0)
  );
}
