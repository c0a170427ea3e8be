import { createHash } from 'node:crypto';

import { apiVersionOf } from '../apiserver/store/objectText';
import { ResourceDefinition } from '../apiserver/types';
import { ClusterContext, servedKinds } from './ClusterContext';
import { hostOf } from './cut';
import { aggregatedDiscovery } from './discovery/aggregatedDiscovery';
import { groupVersions } from './discovery/groupVersions';
import { resourceList } from './discovery/resourceList';
import { Exchange } from './Exchange';
import { parseAccept } from './negotiate';
import { sendAnswer } from './sendAnswer';
import { sendJson, sendPathNotFound } from './sendJson';

/** Answers `/api`, `/apis` and what is below them without naming a resource. */
export async function handleDiscovery(
  cluster: ClusterContext,
  exchange: Exchange,
): Promise<void> {
  const definitions = servedKinds(cluster).map(kind => kind.definition);
  const [, root, ...rest] = exchange.request.path.split('/');
  if (rest.length === 0) {
    await sendRoot(exchange, root, definitions);
    return;
  }
  const answer =
    root === 'api'
      ? coreAnswer(rest, definitions)
      : groupAnswer(rest, definitions);
  if (answer) {
    await sendJson(exchange, 200, JSON.stringify(answer));
  } else {
    await sendPathNotFound(exchange);
  }
}

async function sendRoot(
  exchange: Exchange,
  root: string,
  definitions: ResourceDefinition[],
): Promise<void> {
  const { incoming, response } = exchange;
  for (const { type, parameters } of parseAccept(incoming.headers.accept)) {
    if (type !== 'application/json') {
      continue;
    }
    if (
      parameters.as === 'APIGroupDiscoveryList' &&
      parameters.g === 'apidiscovery.k8s.io' &&
      (parameters.v === 'v2' || parameters.v === 'v2beta1')
    ) {
      const text = JSON.stringify(
        aggregatedDiscovery(definitions, root === 'api', parameters.v),
      );
      const hash = createHash('sha512').update(text).digest('hex');
      const etag = `"${hash.toUpperCase()}"`;
      const headers = { ETag: etag, Vary: 'Accept', 'Cache-Control': 'public' };
      if (incoming.headers['if-none-match'] === etag) {
        response.writeHead(304, headers).end();
        return;
      }
      await sendAnswer(exchange, {
        code: 200,
        contentType: `application/json;g=apidiscovery.k8s.io;v=${parameters.v};as=APIGroupDiscoveryList`,
        parts: [text],
        headers,
      });
      return;
    }
    if (parameters.as === undefined) {
      break;
    }
  }
  const answer =
    root === 'api'
      ? {
          kind: 'APIVersions',
          versions: ['v1'],
          serverAddressByClientCIDRs: [
            {
              clientCIDR: '0.0.0.0/0',
              serverAddress: hostOf(incoming),
            },
          ],
        }
      : {
          kind: 'APIGroupList',
          apiVersion: 'v1',
          groups: [...groupVersions(definitions)].map(([name, versions]) =>
            groupOf(name, versions),
          ),
        };
  await sendJson(exchange, 200, JSON.stringify(answer));
}

function coreAnswer(
  rest: string[],
  definitions: ResourceDefinition[],
): unknown {
  return rest.length === 1 && rest[0] === 'v1'
    ? resourceList('', 'v1', definitions)
    : undefined;
}

function groupAnswer(
  [name, version, ...more]: string[],
  definitions: ResourceDefinition[],
): unknown {
  const versions = groupVersions(definitions).get(name);
  if (!versions || more.length > 0) {
    return undefined;
  }
  if (version === undefined) {
    return { kind: 'APIGroup', apiVersion: 'v1', ...groupOf(name, versions) };
  }
  return versions.includes(version)
    ? resourceList(name, version, definitions)
    : undefined;
}

function groupOf(name: string, versions: string[]): Record<string, unknown> {
  const entries = versions.map(version => ({
    groupVersion: apiVersionOf(name, version),
    version,
  }));
  return { name, versions: entries, preferredVersion: entries[0] };
}
