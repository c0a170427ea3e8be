import { metadataText } from '../apiserver/store/objectText';
import { StoredObject } from '../apiserver/store/StoredObject';

/** An object's metadata alone, as `PartialObjectMetadata`. */
export function partialText(object: StoredObject): string {
  return `{"kind":"PartialObjectMetadata","apiVersion":"meta.k8s.io/v1","metadata":${metadataText(
    object,
  )}}`;
}
