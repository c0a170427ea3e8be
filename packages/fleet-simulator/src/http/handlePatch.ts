import { ApiError } from '../apiserver/ApiError';
import { isPlainObject } from '../apiserver/managedFields/isPlainObject';
import { jsonPatch } from '../apiserver/patches/jsonPatch';
import { mergePatch } from '../apiserver/patches/mergePatch';
import { strategicMergePatch } from '../apiserver/patches/strategicMergePatch';
import { KindStore } from '../apiserver/store/KindStore';
import { apiVersionOf } from '../apiserver/store/objectText';
import { KubernetesObject, ResourceDefinition } from '../apiserver/types';
import { validateType } from '../apiserver/writes/validateType';
import { ResourceRequest } from './ApiRequest';
import { ClusterContext } from './ClusterContext';
import { Exchange } from './Exchange';
import { sendObject } from './sendObject';
import { withNamespace } from './withNamespace';
import { isTrue } from './isTrue';
import { contentTypeOf, parseBody, readBody } from './readBody';
import { writeContextOf } from './writeContextOf';

const JSON_PATCH = 'application/json-patch+json';
const MERGE_PATCH = 'application/merge-patch+json';
const STRATEGIC_MERGE_PATCH = 'application/strategic-merge-patch+json';
const APPLY = 'application/apply-patch+yaml';

/** Changes an object by a patch, or applies a configuration to it. */
export async function handlePatch(
  cluster: ClusterContext,
  exchange: Exchange,
  kind: KindStore,
  resource: ResourceRequest,
): Promise<void> {
  const { definition } = kind;
  const type = contentTypeOf(exchange) ?? '';
  if (type === APPLY) {
    await apply(cluster, exchange, kind, resource);
    return;
  }
  const accepted = [
    JSON_PATCH,
    MERGE_PATCH,
    ...(definition.custom ? [] : [STRATEGIC_MERGE_PATCH]),
    APPLY,
  ];
  if (!accepted.includes(type)) {
    throw ApiError.unsupportedMediaType(accepted);
  }
  const context = writeContextOf(exchange, definition, resource);
  if (exchange.request.query.has('force')) {
    throw ApiError.invalid({ group: 'meta.k8s.io', kind: 'PatchOptions' }, '', [
      {
        reason: 'FieldValueForbidden',
        field: 'force',
        message: 'Forbidden: may not be specified for non-apply patch',
      },
    ]);
  }
  const patch = parseBody(await readBody(exchange), false);
  const stored = cluster.api.writer.update(kind, resource, context, current =>
    patched(definition, resource, current, type, patch),
  );
  await sendObject(cluster, exchange, kind, resource, stored, 200);
}

function patched(
  definition: ResourceDefinition,
  resource: ResourceRequest,
  current: KubernetesObject,
  type: string,
  patch: unknown,
): KubernetesObject {
  const apiVersion = apiVersionOf(definition.group, resource.version);
  // The patch is made for the version of the path; it may say which one that is.
  const target = { ...current, apiVersion };
  if (type !== JSON_PATCH && !isPlainObject(patch)) {
    throw ApiError.badRequest(
      'error decoding patch: json: cannot unmarshal the patch into an object',
    );
  }
  let result: unknown;
  if (type === JSON_PATCH) {
    result = jsonPatch(target, patch);
  } else if (type === STRATEGIC_MERGE_PATCH) {
    result = strategicMergePatch(target, patch);
  } else {
    result = mergePatch(target, patch);
  }
  const object = validateType(definition, apiVersion, result);
  if (
    definition.namespaced &&
    object.metadata.namespace !== resource.namespace
  ) {
    throw ApiError.badRequest(
      'the namespace of the provided object does not match the namespace sent on the request',
    );
  }
  return { ...object, apiVersion: current.apiVersion };
}

async function apply(
  cluster: ClusterContext,
  exchange: Exchange,
  kind: KindStore,
  resource: ResourceRequest,
): Promise<void> {
  const { definition } = kind;
  const { query } = exchange.request;
  const context = writeContextOf(exchange, definition, resource);
  if (!query.get('fieldManager')) {
    throw ApiError.invalid({ group: 'meta.k8s.io', kind: 'PatchOptions' }, '', [
      {
        reason: 'FieldValueRequired',
        field: 'fieldManager',
        message: 'Required value: is required for apply patch',
      },
    ]);
  }
  const body = parseBody(await readBody(exchange), true);
  const object = withNamespace(
    kind,
    resource,
    validateType(definition, context.apiVersion, body),
  );
  if (object.metadata.managedFields) {
    throw ApiError.badRequest('metadata.managedFields must be nil');
  }
  const name = object.metadata.name ?? resource.name;
  if (name !== resource.name) {
    throw ApiError.badRequest(
      `the name of the object (${name}) does not match the name on the URL (${resource.name})`,
    );
  }
  const { object: stored, created } = cluster.api.writer.apply(
    kind,
    {
      ...object,
      apiVersion: apiVersionOf(definition.group, definition.versions[0]),
      metadata: { ...object.metadata, name },
    },
    { ...context, force: isTrue(query.get('force')) },
  );
  await sendObject(
    cluster,
    exchange,
    kind,
    resource,
    stored,
    created ? 201 : 200,
  );
}
