import { ApiError } from '../apiserver/ApiError';
import { KindStore } from '../apiserver/store/KindStore';
import { ResourceRequest } from './ApiRequest';
import { ClusterContext } from './ClusterContext';
import { isVirtual } from './discovery/groupVersions';
import { Exchange } from './Exchange';
import { handleDelete } from './handleDelete';
import { handleDeleteCollection } from './handleDeleteCollection';
import { handleGet } from './handleGet';
import { handleList } from './handleList';
import { handlePatch } from './handlePatch';
import { handlePodLog } from './handlePodLog';
import { handleReview } from './handleReview';
import { handleWatch } from './handleWatch';
import { handleCreate } from './handleCreate';
import { handleUpdate } from './handleUpdate';
import { sendPathNotFound } from './sendJson';

/** Answers a request for a resource: checks that it is served and allowed, and hands it on by verb. */
export async function handleResource(
  cluster: ClusterContext,
  exchange: Exchange,
  resource: ResourceRequest,
): Promise<void> {
  const { verb, method } = exchange.request;
  const { group, version, plural, namespace, name, subresource } = resource;
  cluster.authorizer.check(exchange.user, {
    verb,
    group,
    resource: plural,
    subresource,
    // A namespace's own requests count as being in it.
    namespace: group === '' && plural === 'namespaces' ? name : namespace,
    name,
  });
  if (isVirtual(resource)) {
    if (method !== 'POST' || name) {
      throw ApiError.methodNotAllowed();
    }
    await handleReview(cluster, exchange, plural);
    return;
  }
  const kind = servedKind(cluster, resource);
  if (!kind) {
    await sendPathNotFound(exchange);
    return;
  }
  if (subresource === 'log' && group === '' && plural === 'pods') {
    await handlePodLog(cluster, exchange, kind, resource);
    return;
  }
  const hasStatus = kind.definition.statusSubresource;
  if (subresource && (subresource !== 'status' || !hasStatus || !version)) {
    await sendPathNotFound(exchange);
    return;
  }
  if (subresource && !['get', 'update', 'patch'].includes(verb)) {
    throw ApiError.methodNotAllowed();
  }
  await handleVerb(cluster, exchange, kind, resource);
}

function servedKind(
  cluster: ClusterContext,
  resource: ResourceRequest,
): KindStore | undefined {
  const { group, version, plural, namespace, name } = resource;
  const kind = cluster.api.store.resource(group, plural);
  if (
    !kind ||
    !kind.definition.versions.includes(version) ||
    cluster.faults.isUnserved(group, plural)
  ) {
    return undefined;
  }
  const { namespaced } = kind.definition;
  const isPlaced = namespaced
    ? namespace !== '' || name === ''
    : namespace === '';
  return isPlaced ? kind : undefined;
}

async function handleVerb(
  cluster: ClusterContext,
  exchange: Exchange,
  kind: KindStore,
  resource: ResourceRequest,
): Promise<void> {
  switch (exchange.request.verb) {
    case 'get':
      return handleGet(cluster, exchange, kind, resource);
    case 'list':
      return handleList(cluster, exchange, kind, resource);
    case 'watch':
      return handleWatch(cluster, exchange, kind, resource);
    case 'create':
      if (resource.name) {
        throw ApiError.methodNotAllowed();
      }
      return handleCreate(cluster, exchange, kind, resource);
    case 'update':
      return handleUpdate(cluster, exchange, kind, resource);
    case 'patch':
      return handlePatch(cluster, exchange, kind, resource);
    case 'delete':
      return handleDelete(cluster, exchange, kind, resource);
    case 'deletecollection':
      return handleDeleteCollection(cluster, exchange, kind, resource);
    default:
      throw ApiError.methodNotAllowed();
  }
}
