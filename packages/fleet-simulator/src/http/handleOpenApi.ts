import { apiVersionOf } from '../apiserver/store/objectText';
import { ResourceDefinition } from '../apiserver/types';
import { ClusterContext, servedKinds } from './ClusterContext';
import { groupVersions } from './discovery/groupVersions';
import { Exchange } from './Exchange';
import { sendJson, sendPathNotFound } from './sendJson';

/**
 * Answers `/openapi/v3` and `/openapi/v2` with documents that name the kinds and the parameters by which clients see what the
 * server can do (`fieldValidation`, `dryRun`); their schemas are open.
 */
export async function handleOpenApi(
  cluster: ClusterContext,
  exchange: Exchange,
): Promise<void> {
  const definitions = servedKinds(cluster).map(kind => kind.definition);
  const { path } = exchange.request;
  if (path === '/openapi/v2') {
    await sendJson(
      exchange,
      200,
      JSON.stringify({
        swagger: '2.0',
        info: { title: 'Kubernetes', version: cluster.kubernetesVersion },
        paths: {},
        definitions: {},
      }),
    );
    return;
  }
  const roots = rootsOf(definitions);
  if (path === '/openapi/v3') {
    const paths = Object.fromEntries(
      [...roots.keys()].map(root => [
        root,
        { serverRelativeURL: `/openapi/v3/${root}` },
      ]),
    );
    await sendJson(exchange, 200, JSON.stringify({ paths }));
    return;
  }
  const root = roots.get(path.replace('/openapi/v3/', ''));
  if (!root) {
    await sendPathNotFound(exchange);
    return;
  }
  await sendJson(
    exchange,
    200,
    JSON.stringify(documentOf(root.group, root.version, definitions)),
  );
}

function rootsOf(
  definitions: ResourceDefinition[],
): Map<string, { group: string; version: string }> {
  const roots = new Map([['api/v1', { group: '', version: 'v1' }]]);
  for (const [group, versions] of groupVersions(definitions)) {
    for (const version of versions) {
      roots.set(`apis/${group}/${version}`, { group, version });
    }
  }
  return roots;
}

function documentOf(
  group: string,
  version: string,
  definitions: ResourceDefinition[],
): Record<string, unknown> {
  const served = definitions.filter(
    definition =>
      definition.group === group && definition.versions.includes(version),
  );
  const base = group ? `/apis/${group}/${version}` : `/api/${version}`;
  const parameter = (name: string) => ({
    name,
    in: 'query',
    schema: { type: 'string', uniqueItems: true },
  });
  const paths: Record<string, unknown> = {};
  const schemas: Record<string, unknown> = {};
  for (const { kind, plural, namespaced } of served) {
    const type = { group, version, kind };
    const operation = {
      'x-kubernetes-group-version-kind': type,
      parameters: [parameter('dryRun'), parameter('fieldValidation')],
      responses: {},
    };
    const where = namespaced ? `${base}/namespaces/{namespace}` : base;
    paths[`${where}/${plural}`] = { post: operation };
    paths[`${where}/${plural}/{name}`] = { put: operation, patch: operation };
    schemas[`${group || 'core'}.${version}.${kind}`] = {
      type: 'object',
      'x-kubernetes-group-version-kind': [type],
      'x-kubernetes-preserve-unknown-fields': true,
    };
  }
  return {
    openapi: '3.0.0',
    info: { title: `Kubernetes ${apiVersionOf(group, version)}`, version },
    paths,
    components: { schemas },
  };
}
