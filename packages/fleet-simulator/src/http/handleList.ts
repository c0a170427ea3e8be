import { KindStore } from '../apiserver/store/KindStore';
import { apiVersionOf, itemText } from '../apiserver/store/objectText';
import { StoredObject } from '../apiserver/store/StoredObject';
import { ResourceRequest } from './ApiRequest';
import { ClusterContext } from './ClusterContext';
import { Exchange } from './Exchange';
import { changesObjects, faultyObject } from './faultyObject';
import { parseListOptions } from './ListOptions';
import { negotiate } from './negotiate';
import { selectPage } from './selectPage';
import { sendAnswer } from './sendAnswer';
import { sendJson } from './sendJson';
import { createTable } from './tables/createTable';
import { partialText } from './partialText';

/** Answers a list: the items' texts one after the other, without parsing any of them. */
export async function handleList(
  cluster: ClusterContext,
  exchange: Exchange,
  kind: KindStore,
  resource: ResourceRequest,
): Promise<void> {
  const { definition } = kind;
  const { query } = exchange.request;
  const format = negotiate(exchange.incoming.headers.accept);
  const options = parseListOptions(query, definition, resource, false);
  const page = selectPage(kind, cluster.api.store.resourceVersion, options);
  const metadata = {
    ...(page.continueToken ? { continue: page.continueToken } : {}),
    ...(page.remainingItemCount === undefined
      ? {}
      : { remainingItemCount: page.remainingItemCount }),
    resourceVersion: String(page.resourceVersion),
  };
  if (format === 'table') {
    const table = createTable({
      definition,
      version: resource.version,
      objects: page.items,
      now: cluster.api.clock.now(),
      includeObject: query.get('includeObject'),
    });
    await sendJson(exchange, 200, JSON.stringify({ ...table, metadata }));
    return;
  }
  const isPartial = format === 'partial';
  const apiVersion = isPartial
    ? 'meta.k8s.io/v1'
    : apiVersionOf(definition.group, resource.version);
  const listKind = isPartial
    ? 'PartialObjectMetadataList'
    : `${definition.kind}List`;
  const textOf = (object: StoredObject) =>
    isPartial
      ? partialText(object)
      : itemText(definition, resource.version, object);
  const parts = [
    `{"apiVersion":"${apiVersion}","kind":"${listKind}","metadata":${JSON.stringify(
      metadata,
    )},"items":[`,
  ];
  page.items.forEach((object, index) => {
    const text = textOf(object);
    const isFaulty = index === 0 && changesObjects(exchange.faults);
    parts.push(
      `${index > 0 ? ',' : ''}${
        isFaulty ? faultyObject(text, exchange.faults) : text
      }`,
    );
  });
  parts.push(']}\n');
  if (format === 'yaml') {
    await sendJson(exchange, 200, parts.join(''));
    return;
  }
  await sendAnswer(exchange, {
    code: 200,
    contentType: 'application/json',
    parts,
  });
}
