import { RequestVerb } from '../faults/Fault';

/** A request, as its method and path say what it is about. */
export interface ApiRequest {
  readonly method: string;
  /** Below the cluster's base path, decoded by segment. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly verb: RequestVerb | 'none';
  /** What a request for a resource names; undefined for other paths. */
  readonly resource: ResourceRequest | undefined;
}

/** The resource that a path names. */
export interface ResourceRequest {
  readonly group: string;
  readonly version: string;
  /** Empty for cluster-scoped resources and for all namespaces. */
  readonly namespace: string;
  readonly plural: string;
  /** Empty for a collection. */
  readonly name: string;
  /** Empty for the resource itself. */
  readonly subresource: string;
}
