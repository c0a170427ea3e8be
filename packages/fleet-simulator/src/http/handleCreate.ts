import { ApiError } from '../apiserver/ApiError';
import { createOverHttp } from '../apiserver/CustomResourceDefinitions';
import { KindStore } from '../apiserver/store/KindStore';
import { validateType } from '../apiserver/writes/validateType';
import { ResourceRequest } from './ApiRequest';
import { ClusterContext } from './ClusterContext';
import { Exchange } from './Exchange';
import { sendObject } from './sendObject';
import { readObject } from './readBody';
import { writeContextOf } from './writeContextOf';
import { withNamespace } from './withNamespace';

/** Creates the object in the request's body (POST). */
export async function handleCreate(
  cluster: ClusterContext,
  exchange: Exchange,
  kind: KindStore,
  resource: ResourceRequest,
): Promise<void> {
  const { definition } = kind;
  if (definition.namespaced && !resource.namespace) {
    throw ApiError.methodNotAllowed();
  }
  const context = writeContextOf(exchange, definition, resource);
  const object = withNamespace(
    kind,
    resource,
    validateType(definition, context.apiVersion, await readObject(exchange)),
  );
  if (object.metadata.resourceVersion) {
    throw new ApiError({
      code: 400,
      reason: 'BadRequest',
      message: 'resourceVersion should not be set on objects to be created',
    });
  }
  const stored = createOverHttp(cluster.api, kind, object, context);
  await sendObject(cluster, exchange, kind, resource, stored, 201);
}
