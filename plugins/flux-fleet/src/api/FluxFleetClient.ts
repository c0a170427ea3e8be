import type { DiscoveryApi, FetchApi } from '@backstage/core-plugin-api';
import { ResponseError } from '@backstage/errors';
import type {
  Cluster,
  ClusterDetail,
  FluxResource,
  Operation,
  Page,
  ResourceDetail,
  ResourceEvent,
  ResourceFilter,
  ResourceName,
  Summary,
  SummaryDimension,
} from '@flux-fleet/backstage-plugin-flux-fleet-common';
import type {
  FluxFleetApi,
  ListResourcesRequest,
  ReadOptions,
} from './FluxFleetApi';
import { filterToParams } from './resourceQuery';

/** The most that the backend answers in one page. */
const LARGEST_PAGE = 1000;

/** How long the backend may take to answer; a request that hangs would keep a page from recovering. */
const REQUEST_TIMEOUT_MS = 30_000;

/**
 * Speaks to the Flux Fleet backend over HTTP, as the signed-in person.
 *
 * @public
 */
export class FluxFleetClient implements FluxFleetApi {
  readonly #discoveryApi: DiscoveryApi;
  readonly #fetchApi: FetchApi;

  private constructor(discoveryApi: DiscoveryApi, fetchApi: FetchApi) {
    this.#discoveryApi = discoveryApi;
    this.#fetchApi = fetchApi;
  }

  /** Makes a client that finds the backend by discovery and sends the person's credentials along. */
  static create(options: {
    discoveryApi: DiscoveryApi;
    fetchApi: FetchApi;
  }): FluxFleetClient {
    return new FluxFleetClient(options.discoveryApi, options.fetchApi);
  }

  /** {@inheritdoc FluxFleetApi.listClusters} */
  async listClusters(options?: ReadOptions): Promise<Cluster[]> {
    const clusters: Cluster[] = [];
    let cursor: string | null = null;
    do {
      const params = new URLSearchParams({ limit: String(LARGEST_PAGE) });
      if (cursor) params.set('cursor', cursor);
      const page: Page<Cluster> = await this.#read('/clusters', {
        params,
        ...options,
      });
      clusters.push(...page.items);
      cursor = page.nextCursor;
    } while (cursor);
    return clusters;
  }

  /** {@inheritdoc FluxFleetApi.getCluster} */
  async getCluster(
    name: string,
    options?: ReadOptions,
  ): Promise<ClusterDetail> {
    return this.#read(`/clusters/${encodeURIComponent(name)}`, options);
  }

  /** {@inheritdoc FluxFleetApi.listResources} */
  async listResources(
    request: ListResourcesRequest,
    options?: ReadOptions,
  ): Promise<Page<FluxResource>> {
    const params = filterToParams(request.filter);
    if (request.sort) params.set('sort', request.sort);
    if (request.limit) params.set('limit', String(request.limit));
    if (request.cursor) params.set('cursor', request.cursor);
    return this.#read('/resources', { params, ...options });
  }

  /** {@inheritdoc FluxFleetApi.summarize} */
  async summarize(
    request: { by: SummaryDimension[]; filter?: ResourceFilter },
    options?: ReadOptions,
  ): Promise<Summary> {
    const params = filterToParams(request.filter);
    for (const dimension of request.by) params.append('by', dimension);
    return this.#read('/summary', { params, ...options });
  }

  /** {@inheritdoc FluxFleetApi.getResource} */
  async getResource(
    name: ResourceName,
    options?: ReadOptions,
  ): Promise<ResourceDetail> {
    return this.#read(resourcePath(name), options);
  }

  /** {@inheritdoc FluxFleetApi.listEvents} */
  async listEvents(
    name: ResourceName,
    options?: ReadOptions,
  ): Promise<Page<ResourceEvent>> {
    return this.#read(`${resourcePath(name)}/events`, options);
  }

  /** {@inheritdoc FluxFleetApi.reconcile} */
  async reconcile(name: ResourceName): Promise<Operation> {
    return this.#read(`${resourcePath(name)}/reconcile`, { method: 'POST' });
  }

  /** {@inheritdoc FluxFleetApi.getOperation} */
  async getOperation(id: string, options?: ReadOptions): Promise<Operation> {
    return this.#read(`/operations/${encodeURIComponent(id)}`, options);
  }

  async #read<T>(
    path: string,
    options: ReadOptions & { params?: URLSearchParams; method?: 'POST' } = {},
  ): Promise<T> {
    const baseUrl = await this.#discoveryApi.getBaseUrl('flux-fleet');
    const query = options.params?.toString();
    const timeout = new AbortController();
    const timer = setTimeout(
      () => timeout.abort(new Error('The backend did not answer in time')),
      REQUEST_TIMEOUT_MS,
    );
    const giveUp = () => timeout.abort(options.signal?.reason);
    if (options.signal?.aborted) giveUp();
    options.signal?.addEventListener('abort', giveUp);
    try {
      const response = await this.#fetchApi.fetch(
        `${baseUrl}${path}${query ? `?${query}` : ''}`,
        { method: options.method ?? 'GET', signal: timeout.signal },
      );
      if (!response.ok) throw await ResponseError.fromResponse(response);
      return (await response.json()) as T;
    } finally {
      clearTimeout(timer);
      options.signal?.removeEventListener('abort', giveUp);
    }
  }
}

function resourcePath(resource: ResourceName): string {
  const { cluster, group, kind, namespace, name } = resource;
  return `/resources/${[cluster, group, kind, namespace, name]
    .map(encodeURIComponent)
    .join('/')}`;
}
