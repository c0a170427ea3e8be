import { deleteOverHttp } from '../apiserver/CustomResourceDefinitions';
import { KindStore } from '../apiserver/store/KindStore';
import { ResourceRequest } from './ApiRequest';
import { ClusterContext } from './ClusterContext';
import { Exchange } from './Exchange';
import { findObject } from './findObject';
import { sendObject } from './sendObject';
import { sendJson } from './sendJson';
import { readDeleteOptions } from './readDeleteOptions';

/** Kinds whose deletion answers with the object, as their strategies do in Kubernetes. */
const ANSWERED_WITH_OBJECT = new Set(['Namespace', 'Pod']);

/** Deletes an object, or marks it for its finalizers. */
export async function handleDelete(
  cluster: ClusterContext,
  exchange: Exchange,
  kind: KindStore,
  resource: ResourceRequest,
): Promise<void> {
  const { definition } = kind;
  const options = await readDeleteOptions(exchange);
  const { object, gone } = deleteOverHttp(
    cluster.api,
    kind,
    findObject(kind, resource),
    options,
  );
  const answersWithObject =
    !gone || (!definition.custom && ANSWERED_WITH_OBJECT.has(definition.kind));
  if (answersWithObject) {
    await sendObject(cluster, exchange, kind, resource, object, 200);
    return;
  }
  await sendJson(
    exchange,
    200,
    JSON.stringify({
      kind: 'Status',
      apiVersion: 'v1',
      metadata: {},
      status: 'Success',
      details: {
        name: object.name,
        ...(definition.group ? { group: definition.group } : {}),
        kind: definition.plural,
        uid: object.uid,
      },
    }),
  );
}
