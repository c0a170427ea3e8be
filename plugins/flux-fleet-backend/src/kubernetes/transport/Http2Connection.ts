import {
  connect,
  constants,
  type ClientHttp2Session,
  type ClientHttp2Stream,
} from 'node:http2';
import type { TLSSocket } from 'node:tls';
import { KubernetesError } from '../KubernetesError';
import { openSession } from './openSession';
import { StreamRefused, transportError } from './transportError';
import type { TransportRequest, TransportResponse } from './Transport';

const { NGHTTP2_CANCEL, NGHTTP2_NO_ERROR, NGHTTP2_REFUSED_STREAM } = constants;

/** No more streams than this, however many a server allows: what is lost with one connection stays bounded. */
const MAXIMUM_STREAMS = 250;
const IDLE_MS = 30_000;
/** How long a connection may take to prove that it lives, after a request over it was too late. */
const PING_TIMEOUT_MS = 5_000;

/**
 * The body of a stream. Reading begins at once, and goes no further than a stream's window until somebody takes it: what
 * nobody has begun to read when the server has sent all of it, Node.js takes for cut off.
 */
function bodyOf(stream: ClientHttp2Stream): AsyncIterable<Buffer> {
  const chunks: AsyncIterator<Buffer> & AsyncIterable<Buffer> = stream.iterator(
    { destroyOnReturn: false },
  );
  const first = chunks.next();
  first.catch(() => {});
  return readBody(stream, first, chunks);
}

async function* readBody(
  stream: ClientHttp2Stream,
  first: Promise<IteratorResult<Buffer>>,
  rest: AsyncIterable<Buffer>,
): AsyncGenerator<Buffer> {
  try {
    const { done, value } = await first;
    if (!done) {
      yield value;
      yield* rest;
    }
    // Node.js takes some resets for the end of a body; they are none.
    if (stream.rstCode !== NGHTTP2_NO_ERROR) throw transportError('ECONNRESET');
  } finally {
    if (!stream.readableEnded) {
      stream.close(NGHTTP2_CANCEL);
      stream.destroy();
    }
  }
}

/** One connection that many requests share. */
export class Http2Connection {
  readonly #session: ClientHttp2Session;
  readonly #onChange: (connection: Http2Connection) => void;
  #streams = 0;
  #isRetired = false;
  #isDoubted = false;
  #wasUsed = false;
  #idle: NodeJS.Timeout | undefined;

  /**
   * Takes a socket over on which HTTP/2 was negotiated. Rejects when the server does not speak it after all.
   *
   * @param options - `onChange` is called when there may be more room than before, or less
   */
  static async open(options: {
    url: URL;
    socket: TLSSocket;
    onChange: (connection: Http2Connection) => void;
  }): Promise<Http2Connection> {
    const session = await openSession(options.url, options.socket, connect);
    return new Http2Connection(session, options.onChange);
  }

  private constructor(
    session: ClientHttp2Session,
    onChange: (connection: Http2Connection) => void,
  ) {
    this.#session = session;
    this.#onChange = onChange;
    const retire = () => {
      this.#isRetired = true;
      onChange(this);
    };
    session.on('goaway', retire);
    session.on('remoteSettings', () => onChange(this));
    session.on('close', () => {
      clearTimeout(this.#idle);
      retire();
    });
    this.#rest();
  }

  /** How many streams there may be at once; 0 when new ones may not use it, now or any more. */
  get capacity(): number {
    const { closed, destroyed, remoteSettings } = this.#session;
    if (this.#isRetired || this.#isDoubted || closed || destroyed) return 0;
    return Math.min(
      remoteSettings.maxConcurrentStreams ?? MAXIMUM_STREAMS,
      MAXIMUM_STREAMS,
    );
  }

  /** How many requests it would take now. */
  get room(): number {
    return Math.max(0, this.capacity - this.#streams);
  }

  /** Whether it has ever taken a request. */
  get wasUsed(): boolean {
    return this.#wasUsed;
  }

  get isGone(): boolean {
    return this.#session.destroyed;
  }

  /** Rejects with {@link StreamRefused} when the server has not looked at the request: it may be sent again. */
  request(request: TransportRequest): Promise<TransportResponse> {
    const { method, path, headers, body, signal } = request;
    return new Promise((resolve, reject) => {
      let stream: ClientHttp2Stream;
      try {
        stream = this.#session.request(
          { ...headers, ':method': method, ':path': path },
          { endStream: body === undefined },
        );
      } catch {
        // It has just been closed.
        this.#isRetired = true;
        reject(new StreamRefused());
        return;
      }
      this.#streams += 1;
      this.#wasUsed = true;
      clearTimeout(this.#idle);
      let failure: Error | undefined;
      const onAbort = () => {
        if (signal.reason instanceof KubernetesError) this.#doubt();
        stream.close(NGHTTP2_CANCEL);
        stream.destroy(transportError('ABORT_ERR'));
      };
      signal.addEventListener('abort', onAbort);
      stream.on('error', error => {
        failure = error;
      });
      stream.once('response', answer => {
        const statusCode = Number(answer[':status']);
        resolve({ statusCode, headers: answer, body: bodyOf(stream) });
      });
      stream.once('close', () => {
        signal.removeEventListener('abort', onAbort);
        reject(
          stream.rstCode === NGHTTP2_REFUSED_STREAM
            ? new StreamRefused()
            : failure ?? transportError('ECONNRESET'),
        );
        this.#streams -= 1;
        if (this.#streams === 0) this.#rest();
        this.#onChange(this);
      });
      if (body !== undefined) stream.end(body);
    });
  }

  destroy(): void {
    this.#isRetired = true;
    // Without an error, streams would seem to have come to their end.
    this.#session.destroy(transportError('ERR_CLOSED'));
  }

  /** A request was too late: either it alone, or the connection is dead and does not say so. */
  #doubt(): void {
    if (this.#isDoubted || this.#session.destroyed) return;
    this.#isDoubted = true;
    const timer = setTimeout(
      () => this.#session.destroy(transportError('ETIMEDOUT')),
      PING_TIMEOUT_MS,
    );
    const onPong = (error: Error | null) => {
      clearTimeout(timer);
      if (error) return;
      this.#isDoubted = false;
      this.#onChange(this);
    };
    try {
      this.#session.ping(onPong);
    } catch {
      // It is closing by itself; the timer sees to it that it does.
    }
    this.#onChange(this);
  }

  #rest(): void {
    clearTimeout(this.#idle);
    if (this.#session.destroyed) return;
    this.#idle = setTimeout(() => {
      this.#isRetired = true;
      this.#session.close();
    }, IDLE_MS);
    this.#idle.unref();
  }
}
