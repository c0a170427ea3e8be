import { ApiError } from '../apiserver/ApiError';
import { KindStore } from '../apiserver/store/KindStore';
import { apiVersionOf } from '../apiserver/store/objectText';
import { validateType } from '../apiserver/writes/validateType';
import { ResourceRequest } from './ApiRequest';
import { ClusterContext } from './ClusterContext';
import { Exchange } from './Exchange';
import { sendObject } from './sendObject';
import { readObject } from './readBody';
import { writeContextOf } from './writeContextOf';
import { withNamespace } from './withNamespace';

/** Replaces an object by the one in the request's body (PUT). */
export async function handleUpdate(
  cluster: ClusterContext,
  exchange: Exchange,
  kind: KindStore,
  resource: ResourceRequest,
): Promise<void> {
  const { definition } = kind;
  const context = writeContextOf(exchange, definition, resource);
  const object = withNamespace(
    kind,
    resource,
    validateType(definition, context.apiVersion, await readObject(exchange)),
  );
  const { name, resourceVersion } = object.metadata;
  if (name !== resource.name) {
    throw ApiError.badRequest(
      `the name of the object (${
        name ?? ''
      }) does not match the name on the URL (${resource.name})`,
    );
  }
  const stored = cluster.api.writer.update(kind, resource, context, () => {
    // Only the built-in kinds may be replaced without saying which version of them.
    if (definition.custom && !resourceVersion) {
      throw ApiError.invalid(definition, resource.name, [
        {
          reason: 'FieldValueInvalid',
          field: 'metadata.resourceVersion',
          message: 'Invalid value: 0x0: must be specified for an update',
        },
      ]);
    }
    return {
      ...object,
      apiVersion: apiVersionOf(definition.group, definition.versions[0]),
    };
  });
  await sendObject(cluster, exchange, kind, resource, stored, 200);
}
