import { ApiError } from '../apiserver/ApiError';
import { KindStore } from '../apiserver/store/KindStore';
import { KubernetesObject } from '../apiserver/types';
import { ResourceRequest } from './ApiRequest';

/**
 * The object with the namespace of the request's path.
 *
 * @throws ApiError 400 when it names another one
 */
export function withNamespace(
  kind: KindStore,
  resource: ResourceRequest,
  object: KubernetesObject,
): KubernetesObject {
  if (!kind.definition.namespaced) {
    return object;
  }
  const { namespace } = object.metadata;
  if (namespace && namespace !== resource.namespace) {
    throw ApiError.badRequest(
      `the namespace of the provided object does not match the namespace sent on the request`,
    );
  }
  return {
    ...object,
    metadata: { ...object.metadata, namespace: resource.namespace },
  };
}
