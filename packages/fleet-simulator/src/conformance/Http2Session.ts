import { once } from 'node:events';
import { IncomingHttpHeaders, OutgoingHttpHeaders } from 'node:http';
import { ClientHttp2Session, connect } from 'node:http2';
import { Readable } from 'node:stream';
import { SecureContextOptions } from 'node:tls';

/** An answer whose body is still to be read. */
export type OpenAnswer = Readable & {
  statusCode?: number;
  headers: IncomingHttpHeaders;
};

/** Sends requests over one connection with HTTP/2, which it opens when it is needed. */
export class Http2Session {
  readonly #options: SecureContextOptions & { rejectUnauthorized: boolean };
  #session: ClientHttp2Session | undefined;

  constructor(options: SecureContextOptions & { rejectUnauthorized: boolean }) {
    this.#options = options;
  }

  async send(
    url: URL,
    request: { method: string; headers: OutgoingHttpHeaders; body?: string },
  ): Promise<OpenAnswer> {
    const stream = this.#open(url).request({
      ...request.headers,
      ':method': request.method,
      ':path': `${url.pathname}${url.search}`,
    });
    stream.end(request.body);
    const closed = once(stream, 'close').then(() => {
      throw new Error('The stream was reset');
    });
    // It matters only as long as there is no answer.
    closed.catch(() => undefined);
    const [headers] = await Promise.race([once(stream, 'response'), closed]);
    return Object.assign(stream, { statusCode: headers[':status'], headers });
  }

  close(): void {
    this.#session?.destroy();
  }

  #open({ origin }: URL): ClientHttp2Session {
    if (!this.#session || this.#session.closed || this.#session.destroyed) {
      this.#session = connect(origin, this.#options);
      // Every request that it ends says so itself.
      this.#session.on('error', () => undefined);
    }
    return this.#session;
  }
}
