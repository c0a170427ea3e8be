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
  ResourceSort,
  Summary,
  SummaryDimension,
} from '@flux-fleet/backstage-plugin-flux-fleet-common';

/**
 * What every read takes.
 *
 * @public
 */
export interface ReadOptions {
  /** Gives up the request. */
  signal?: AbortSignal;
}

/**
 * Which page of the resources to read.
 *
 * @public
 */
export interface ListResourcesRequest {
  filter?: ResourceFilter;
  /** The most urgent first when left out. */
  sort?: ResourceSort;
  /** At most this many; the backend caps it at 1000. */
  limit?: number;
  /** From `nextCursor` of the page before; the first page when left out. */
  cursor?: string;
}

/**
 * Reads the fleet and acts on it, through the Flux Fleet backend. Every method throws a `ResponseError` when the
 * backend answers with an error, and whatever `fetch` throws when it does not answer.
 *
 * @public
 */
export interface FluxFleetApi {
  /** Every cluster that the reader may see, by name. */
  listClusters(options?: ReadOptions): Promise<Cluster[]>;
  /** One cluster, with how its sync goes. */
  getCluster(name: string, options?: ReadOptions): Promise<ClusterDetail>;
  /** One page of resources. */
  listResources(
    request: ListResourcesRequest,
    options?: ReadOptions,
  ): Promise<Page<FluxResource>>;
  /** Counts resources by every combination of the dimensions. */
  summarize(
    request: { by: SummaryDimension[]; filter?: ResourceFilter },
    options?: ReadOptions,
  ): Promise<Summary>;
  /** One resource, read live from its cluster where that can be reached. */
  getResource(
    name: ResourceName,
    options?: ReadOptions,
  ): Promise<ResourceDetail>;
  /** The events about a resource, the newest first. */
  listEvents(
    name: ResourceName,
    options?: ReadOptions,
  ): Promise<Page<ResourceEvent>>;
  /** Has a resource reconciled; answers as soon as the operation is recorded. */
  reconcile(name: ResourceName): Promise<Operation>;
  /** How an operation goes. */
  getOperation(id: string, options?: ReadOptions): Promise<Operation>;
}
