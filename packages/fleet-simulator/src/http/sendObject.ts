import { KindStore } from '../apiserver/store/KindStore';
import { objectText } from '../apiserver/store/objectText';
import { StoredObject } from '../apiserver/store/StoredObject';
import { ResourceRequest } from './ApiRequest';
import { ClusterContext } from './ClusterContext';
import { Exchange } from './Exchange';
import { faultyObject } from './faultyObject';
import { partialText } from './partialText';
import { negotiate } from './negotiate';
import { sendJson } from './sendJson';
import { createTable } from './tables/createTable';

/** Sends an object in the version of the request's path and the form that the client wants. */
export async function sendObject(
  cluster: ClusterContext,
  exchange: Exchange,
  kind: KindStore,
  resource: ResourceRequest,
  stored: StoredObject,
  code: number,
): Promise<void> {
  const { definition } = kind;
  const format = negotiate(exchange.incoming.headers.accept);
  if (format === 'table') {
    const table = createTable({
      definition,
      version: resource.version,
      objects: [stored],
      now: cluster.api.clock.now(),
      includeObject: exchange.request.query.get('includeObject'),
    });
    await sendJson(exchange, code, JSON.stringify(table));
    return;
  }
  const text =
    format === 'partial'
      ? partialText(stored)
      : objectText(definition, resource.version, stored);
  await sendJson(exchange, code, faultyObject(text, exchange.faults));
}
