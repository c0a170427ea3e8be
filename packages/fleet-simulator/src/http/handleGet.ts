import { ApiError } from '../apiserver/ApiError';
import { KindStore } from '../apiserver/store/KindStore';
import { ResourceRequest } from './ApiRequest';
import { ClusterContext } from './ClusterContext';
import { Exchange } from './Exchange';
import { parseResourceVersion } from './parseResourceVersion';
import { negotiate } from './negotiate';
import { sendObject } from './sendObject';
import { findObject } from './findObject';

/** Answers with one object. */
export async function handleGet(
  cluster: ClusterContext,
  exchange: Exchange,
  kind: KindStore,
  resource: ResourceRequest,
): Promise<void> {
  const wanted =
    parseResourceVersion(exchange.request.query.get('resourceVersion')) ?? 0;
  const current = cluster.api.store.resourceVersion;
  if (wanted > current) {
    throw ApiError.tooLargeResourceVersion(wanted, current);
  }
  negotiate(exchange.incoming.headers.accept);
  const stored = findObject(kind, resource);
  await sendObject(cluster, exchange, kind, resource, stored, 200);
}
