import type { Connector } from './createConnector';
import { Http1Transport } from './Http1Transport';
import { Http2Connection } from './Http2Connection';
import { StreamRefused, transportError } from './transportError';
import {
  MAXIMUM_CONNECTIONS,
  type Transport,
  type TransportRequest,
  type TransportResponse,
} from './Transport';

/** With room for so many streams no further connection is opened; what does not fit waits. */
const ENOUGH_STREAMS = 96;
/** After so many connections in a row that ended before they took a request, those who wait give up. */
const MAXIMUM_FRUITLESS = 5;
/** How often a request is sent again that the server has refused to look at. */
const MAXIMUM_REFUSALS = 2;

interface Waiting {
  resolve(): void;
  reject(error: unknown): void;
}

/**
 * {@link Transport} over TLS. Where the server speaks HTTP/2, requests share one connection, or as many as it takes for a
 * server that allows few streams each; where it does not, they go over HTTP/1.1.
 */
export class NegotiatingTransport implements Transport {
  readonly #url: URL;
  readonly #connector: Connector;
  readonly #connections = new Set<Http2Connection>();
  readonly #waiting = new Set<Waiting>();
  #http1: Http1Transport | undefined;
  #fruitless = 0;
  #isOpening = false;
  #isClosed = false;

  static create(options: {
    url: URL;
    connector: Connector;
  }): NegotiatingTransport {
    return new NegotiatingTransport(options);
  }

  private constructor(options: { url: URL; connector: Connector }) {
    this.#url = options.url;
    this.#connector = options.connector;
  }

  async request(request: TransportRequest): Promise<TransportResponse> {
    let refusals = 0;
    for (;;) {
      request.signal.throwIfAborted();
      if (this.#isClosed) throw transportError('ERR_CLOSED');
      if (this.#http1) return this.#http1.request(request);
      const connection = this.#withRoom();
      if (connection) {
        try {
          return await connection.request(request);
        } catch (error) {
          refusals += 1;
          const isFinal = refusals > MAXIMUM_REFUSALS;
          if (isFinal || !(error instanceof StreamRefused)) throw error;
        }
      } else {
        await this.#room(request.signal);
      }
    }
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    this.#wake(this.#waiting.size);
    for (const connection of this.#connections) connection.destroy();
    await this.#http1?.close();
  }

  #withRoom(): Http2Connection | undefined {
    for (const connection of this.#connections) {
      if (connection.room > 0) return connection;
    }
    return undefined;
  }

  /** Waits until there may be room, or for a reason to give up. */
  async #room(signal: AbortSignal): Promise<void> {
    let onAbort: (() => void) | undefined;
    let waiting: Waiting | undefined;
    try {
      await new Promise<void>((resolve, reject) => {
        onAbort = () => reject(signal.reason);
        signal.addEventListener('abort', onAbort);
        waiting = { resolve, reject };
        this.#waiting.add(waiting);
        this.#openIfNeeded();
      });
    } finally {
      if (waiting) this.#waiting.delete(waiting);
      if (onAbort) signal.removeEventListener('abort', onAbort);
    }
  }

  #openIfNeeded(): void {
    const isEnough =
      this.#capacity() >= ENOUGH_STREAMS ||
      this.#connections.size >= MAXIMUM_CONNECTIONS;
    if (isEnough || this.#isOpening || this.#isClosed) return;
    this.#isOpening = true;
    this.#open().then(
      () => {
        this.#isOpening = false;
        this.#wake(this.#waiting.size);
      },
      error => {
        this.#isOpening = false;
        // Others may still be in use: then there will be room when a request ends.
        if (this.#capacity() === 0) this.#giveUp(error);
      },
    );
  }

  async #open(): Promise<void> {
    const socket = await this.#connector.negotiate(this.#url);
    if (this.#isClosed) {
      socket.destroy();
    } else if (socket.alpnProtocol === 'h2') {
      const connection = await Http2Connection.open({
        url: this.#url,
        socket,
        onChange: changed => this.#changed(changed),
      });
      if (this.#isClosed) connection.destroy();
      else if (!connection.isGone) this.#connections.add(connection);
    } else {
      this.#http1 = Http1Transport.create({
        url: this.#url,
        connector: this.#connector,
        first: socket,
      });
    }
  }

  #changed(connection: Http2Connection): void {
    if (connection.isGone && this.#connections.delete(connection)) {
      this.#fruitless = connection.wasUsed ? 0 : this.#fruitless + 1;
    }
    if (this.#fruitless >= MAXIMUM_FRUITLESS && this.#waiting.size > 0) {
      this.#fruitless = 0;
      this.#giveUp(transportError('ECONNRESET'));
    } else {
      this.#wake(connection.room || this.#waiting.size);
    }
  }

  /** The streams of all connections that may be used. */
  #capacity(): number {
    return [...this.#connections].reduce(
      (sum, { capacity }) => sum + capacity,
      0,
    );
  }

  #giveUp(error: unknown): void {
    for (const { reject } of this.#waiting) reject(error);
  }

  /** Lets those that wait longest look again. */
  #wake(count: number): void {
    for (const waiting of [...this.#waiting].slice(0, count)) {
      this.#waiting.delete(waiting);
      waiting.resolve();
    }
  }
}
