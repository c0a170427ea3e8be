import { deleteOverHttp } from '../apiserver/CustomResourceDefinitions';
import { KindStore } from '../apiserver/store/KindStore';
import { apiVersionOf, itemText } from '../apiserver/store/objectText';
import { StoredObject } from '../apiserver/store/StoredObject';
import { ResourceRequest } from './ApiRequest';
import { ClusterContext } from './ClusterContext';
import { Exchange } from './Exchange';
import { parseListOptions } from './ListOptions';
import { selectPage } from './selectPage';
import { sendJson } from './sendJson';
import { readDeleteOptions } from './readDeleteOptions';

/** Deletes what a list with the same parameters would answer with; the answer is that list. */
export async function handleDeleteCollection(
  cluster: ClusterContext,
  exchange: Exchange,
  kind: KindStore,
  resource: ResourceRequest,
): Promise<void> {
  const { definition } = kind;
  const options = await readDeleteOptions(exchange);
  const list = parseListOptions(
    exchange.request.query,
    definition,
    resource,
    false,
  );
  const { store } = cluster.api;
  const page = selectPage(kind, store.resourceVersion, list);
  const deleted: StoredObject[] = [];
  for (const { key } of page.items) {
    const now = kind.get(key);
    if (now) {
      deleted.push(deleteOverHttp(cluster.api, kind, now, options).object);
    }
  }
  const items = deleted.map(object =>
    itemText(definition, resource.version, object),
  );
  const apiVersion = apiVersionOf(definition.group, resource.version);
  await sendJson(
    exchange,
    200,
    `{"apiVersion":"${apiVersion}","kind":"${
      definition.kind
    }List","metadata":{"resourceVersion":"${
      store.resourceVersion
    }"},"items":[${items.join(',')}]}`,
  );
}
