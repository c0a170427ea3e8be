import { ApiError } from '../apiserver/ApiError';
import { KindStore } from '../apiserver/store/KindStore';
import { StoredObject } from '../apiserver/store/StoredObject';
import { keyOf } from '../apiserver/store/keyOf';
import { ResourceRequest } from './ApiRequest';

/**
 * The object that a request names.
 *
 * @throws ApiError 404 when there is none
 */
export function findObject(
  kind: KindStore,
  { namespace, name }: ResourceRequest,
): StoredObject {
  const stored = kind.get(keyOf(namespace, name));
  if (!stored) {
    throw ApiError.notFound(kind.definition, name);
  }
  return stored;
}
