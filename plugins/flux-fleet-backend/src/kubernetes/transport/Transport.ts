import type { IncomingHttpHeaders } from 'node:http';

/** How many connections to one API server there are at most, whatever protocol they speak. */
export const MAXIMUM_CONNECTIONS = 48;

/** A request to the server of a {@link Transport}. */
export interface TransportRequest {
  method: 'GET' | 'PATCH';
  /** With its query. */
  path: string;
  headers: Record<string, string>;
  body?: string;
  /** Ends the request. A reason that is a KubernetesError says that the server was too late. */
  signal: AbortSignal;
}

/** An answer. Its body is to be read to its end, or its iterator to be returned: that ends the request. */
export interface TransportResponse {
  statusCode: number;
  headers: IncomingHttpHeaders;
  /** Read as fast as it is taken: who takes slowly slows the server down. Throws when it was cut off. */
  body: AsyncIterable<Uint8Array>;
}

/** Carries requests to one server. It rejects with whatever ended a request; see `connectionError`. */
export interface Transport {
  request(request: TransportRequest): Promise<TransportResponse>;
  /** Ends every request and socket. */
  close(): Promise<void>;
}
