import { RequestVerb } from '../faults/Fault';
import { ApiRequest, ResourceRequest } from './ApiRequest';
import { isTrue } from './isTrue';

const NAMED_VERBS: Readonly<Record<string, RequestVerb>> = {
  GET: 'get',
  HEAD: 'get',
  POST: 'create',
  PUT: 'update',
  PATCH: 'patch',
  DELETE: 'delete',
};
const COLLECTION_VERBS: Readonly<Record<string, RequestVerb>> = {
  GET: 'list',
  HEAD: 'list',
  POST: 'create',
  DELETE: 'deletecollection',
};
const HEALTH = new Set(['healthz', 'livez', 'readyz']);
/** Paths below a namespace's name that are about the namespace itself. */
const NAMESPACE_SUBRESOURCES = new Set(['finalize', 'status']);

/**
 * Says what a request is about, as Kubernetes' `RequestInfoFactory` does.
 *
 * @param path - below the cluster's base path, with its leading slash and without the query
 * @returns undefined for a path that is not well-formed
 */
export function parseRequest(
  method: string,
  path: string,
  query: URLSearchParams,
): ApiRequest | undefined {
  const segments = decodeSegments(path);
  if (!segments) {
    return undefined;
  }
  const resource = parseResource(segments);
  return {
    method,
    path: `/${segments.join('/')}`,
    query,
    verb: verbOf(method, segments, resource, query),
    resource,
  };
}

function decodeSegments(path: string): string[] | undefined {
  try {
    return path
      .split('/')
      .slice(1)
      .filter((segment, index, all) => segment || index < all.length - 1)
      .map(decodeURIComponent);
  } catch {
    return undefined;
  }
}

function parseResource(segments: string[]): ResourceRequest | undefined {
  const isCore = segments[0] === 'api';
  const rest = segments.slice(isCore ? 2 : 3);
  if ((!isCore && segments[0] !== 'apis') || rest.length === 0) {
    return undefined;
  }
  const group = isCore ? '' : segments[1];
  const version = isCore ? segments[1] : segments[2];
  const isInNamespace =
    rest[0] === 'namespaces' &&
    rest.length > 2 &&
    !(isCore && rest.length === 3 && NAMESPACE_SUBRESOURCES.has(rest[2]));
  const namespace = isInNamespace ? rest[1] : '';
  const [plural, name = '', ...subresource] = isInNamespace
    ? rest.slice(2)
    : rest;
  return {
    group,
    version,
    namespace,
    plural,
    name,
    subresource: subresource.join('/'),
  };
}

function verbOf(
  method: string,
  segments: string[],
  resource: ResourceRequest | undefined,
  query: URLSearchParams,
): RequestVerb | 'none' {
  if (resource) {
    const verbs = resource.name ? NAMED_VERBS : COLLECTION_VERBS;
    const verb = verbs[method] ?? 'none';
    const watches =
      verb === 'list' || (verb === 'get' && !resource.subresource);
    return watches && isTrue(query.get('watch')) ? 'watch' : verb;
  }
  if (segments.length === 1 && segments[0] === 'version') {
    return 'version';
  }
  if (HEALTH.has(segments[0])) {
    return 'health';
  }
  return ['api', 'apis', 'openapi'].includes(segments[0])
    ? 'discovery'
    : 'none';
}
