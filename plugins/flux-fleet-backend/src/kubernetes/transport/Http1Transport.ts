import type { Socket } from 'node:net';
import { Agent } from 'undici';
import type { Connector } from './createConnector';
import {
  MAXIMUM_CONNECTIONS,
  type Transport,
  type TransportRequest,
  type TransportResponse,
} from './Transport';

/** {@link Transport} over HTTP/1.1: each request, and so each watch, has a connection to itself while it lasts. */
export class Http1Transport implements Transport {
  readonly #agent: Agent;
  readonly #origin: string;

  /** @param options - `first` is a connection that is open already, and used first */
  static create(options: {
    url: URL;
    connector: Connector;
    first?: Socket;
  }): Http1Transport {
    return new Http1Transport(options);
  }

  private constructor(options: {
    url: URL;
    connector: Connector;
    first?: Socket;
  }) {
    const { url, connector } = options;
    let { first } = options;
    this.#origin = url.origin;
    this.#agent = new Agent({
      connections: MAXIMUM_CONNECTIONS,
      pipelining: 1,
      keepAliveTimeout: 30_000,
      connect: (target, callback) => {
        const socket = first;
        first = undefined;
        // As with any connection, undici expects it later, not at once.
        setImmediate(() => {
          if (socket && !socket.destroyed) callback(null, socket);
          else connector.http1(target, callback);
        });
      },
    });
  }

  async request(request: TransportRequest): Promise<TransportResponse> {
    const answer = await this.#agent.request({
      ...request,
      origin: this.#origin,
      // The signal bounds the whole request; these would only cut quiet watches.
      headersTimeout: 0,
      bodyTimeout: 0,
    });
    // It may be cut off before it is read: the reader will see it.
    answer.body.on('error', () => {});
    return answer;
  }

  async close(): Promise<void> {
    await this.#agent.destroy();
  }
}
