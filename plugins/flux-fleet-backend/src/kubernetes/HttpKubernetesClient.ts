import type { FluxObject } from '@flux-fleet/backstage-plugin-flux-fleet-common';
import type { ClusterConnection } from '@flux-fleet/backstage-plugin-flux-fleet-node';
import { HIDDEN } from '../resources/redactText';
import { apiPath } from './apiPath';
import { connectionError } from './connectionError';
import { Deadline } from './Deadline';
import { KubernetesError } from './KubernetesError';
import { parseRetryAfter } from './parseRetryAfter';
import { parseObject, parseObjectList, parseWatchEvent } from './parseAnswer';
import { ReadingPlaces } from './ReadingPlaces';
import { readJson } from './readJson';
import { readLines } from './readLines';
import type { ServerPolicy } from './ServerPolicy';
import { statusError } from './statusError';
import { createTransport } from './transport/createTransport';
import type { Transport, TransportResponse } from './transport/Transport';
import type {
  ListPath,
  ObjectList,
  ObjectPath,
  RequestOptions,
  TaggedJson,
  WatchEvent,
  WatchingClient,
} from './types';

const MEBIBYTE = 1024 * 1024;
const MAXIMUM_LIST_BYTES = 64 * MEBIBYTE;
const MAXIMUM_OBJECT_BYTES = 8 * MEBIBYTE;
const MAXIMUM_WATCH_LINE_BYTES = 8 * MEBIBYTE;
/** What servers that we know use is 130 characters long. */
const MAXIMUM_ETAG_LENGTH = 256;
const FIELD_MANAGER = 'flux-fleet';
const NOT_MODIFIED = 304;
const USER_AGENT = 'flux-fleet';

interface Request extends RequestOptions {
  method: 'GET' | 'PATCH';
  path: string;
  query?: Record<string, string | number | undefined>;
  headers?: Record<string, string>;
  body?: string;
}

/** Ends an answer that has no body, or none to read. An iterator that was not asked anything would end nothing. */
async function discard(body: AsyncIterable<Uint8Array>): Promise<void> {
  const iterator = body[Symbol.asyncIterator]();
  await iterator.next();
  await iterator.return?.();
}

/** {@link WatchingClient} over HTTP/2 or HTTP/1.1. Redirects are never followed; every answer is bounded in time and size. */
export class HttpKubernetesClient implements WatchingClient {
  readonly #transport: Transport;
  readonly #host: string;
  readonly #basePath: string;
  readonly #token: string | undefined;
  readonly #timeoutMs: number;
  readonly #reading: ReadingPlaces;

  /**
   * `reading` bounds how many lists are read at once, together with other clients. Throws TypeError when the server's address
   * is not a URL.
   */
  static create(options: {
    connection: ClusterConnection;
    policy: ServerPolicy;
    requestTimeoutMs: number;
    reading?: ReadingPlaces;
  }): HttpKubernetesClient {
    return new HttpKubernetesClient(options);
  }

  private constructor(options: {
    connection: ClusterConnection;
    policy: ServerPolicy;
    requestTimeoutMs: number;
    reading?: ReadingPlaces;
  }) {
    const { connection, policy, requestTimeoutMs } = options;
    this.#reading = options.reading ?? ReadingPlaces.create();
    const url = new URL(connection.server);
    this.#transport = createTransport(connection, policy);
    this.#host = url.host;
    this.#basePath = url.pathname.replace(/\/+$/, '');
    this.#token = connection.token;
    this.#timeoutMs = requestTimeoutMs;
  }

  async get(path: ObjectPath, options?: RequestOptions): Promise<FluxObject> {
    const request = { method: 'GET', path: apiPath(path), ...options } as const;
    return parseObject(await this.#json(request, MAXIMUM_OBJECT_BYTES));
  }

  async list(
    path: ListPath,
    query: {
      limit?: number;
      continue?: string;
      labelSelector?: string;
      fieldSelector?: string;
    },
    options?: RequestOptions,
  ): Promise<ObjectList> {
    return this.#answer(
      { method: 'GET', path: apiPath(path), query, ...options },
      async response => {
        await this.#refuse(response);
        return this.#reading.run(async () =>
          parseObjectList(await readJson(response.body, MAXIMUM_LIST_BYTES)),
        );
      },
    );
  }

  async mergePatch(
    path: ObjectPath,
    patch: Record<string, unknown>,
    options?: RequestOptions,
  ): Promise<FluxObject> {
    const answer = await this.#json(
      {
        method: 'PATCH',
        path: apiPath(path),
        query: { fieldManager: FIELD_MANAGER },
        headers: { 'content-type': 'application/merge-patch+json' },
        body: JSON.stringify(patch),
        ...options,
      },
      MAXIMUM_OBJECT_BYTES,
    );
    return parseObject(answer);
  }

  getJson(
    path: string,
    options: RequestOptions & { accept?: string } = {},
  ): Promise<unknown> {
    const { accept, ...rest } = options;
    const headers = accept ? { accept } : undefined;
    return this.#json(
      { method: 'GET', path, headers, ...rest },
      MAXIMUM_OBJECT_BYTES,
    );
  }

  getJsonIfChanged(
    path: string,
    options: RequestOptions & { accept?: string; etag?: string } = {},
  ): Promise<TaggedJson | undefined> {
    const { accept, etag, ...rest } = options;
    const headers = {
      ...(accept && { accept }),
      ...(etag && { 'if-none-match': etag }),
    };
    return this.#answer(
      { method: 'GET', path, headers, ...rest },
      async response => {
        if (etag && response.statusCode === NOT_MODIFIED) {
          await discard(response.body);
          return undefined;
        }
        await this.#refuse(response);
        const tag = String(response.headers.etag ?? '');
        return {
          body: await readJson(response.body, MAXIMUM_OBJECT_BYTES),
          etag: tag && tag.length <= MAXIMUM_ETAG_LENGTH ? tag : undefined,
        };
      },
    );
  }

  async *watch(
    path: ListPath,
    query: { resourceVersion: string; timeoutSeconds: number },
    options: { signal: AbortSignal; silenceMs: number; onOpen?: () => void },
  ): AsyncGenerator<WatchEvent> {
    const silence = Deadline.create({
      signal: options.signal,
      timeoutMs: options.silenceMs,
      what: `The API server at ${this.#host} did not report anything`,
    });
    try {
      const response = await this.#send(
        {
          method: 'GET',
          path: apiPath(path),
          query: { watch: 'true', allowWatchBookmarks: 'true', ...query },
        },
        silence.signal,
      );
      await this.#refuse(response);
      options.onOpen?.();
      for await (const line of readLines(
        response.body,
        MAXIMUM_WATCH_LINE_BYTES,
      )) {
        silence.pause();
        yield parseWatchEvent(line);
        silence.extend();
      }
    } catch (error) {
      throw this.#explain(error, silence.signal);
    } finally {
      silence.clear();
    }
  }

  /** Ends every request and socket. */
  async close(): Promise<void> {
    await this.#transport.close();
  }

  #json(request: Request, maximumBytes: number): Promise<unknown> {
    return this.#answer(request, async response => {
      await this.#refuse(response);
      return readJson(response.body, maximumBytes);
    });
  }

  /** Sends a request and reads its answer, within the time that it may take. */
  async #answer<T>(
    request: Request,
    read: (response: TransportResponse) => Promise<T>,
  ): Promise<T> {
    const deadline = Deadline.create({
      signal: request.signal,
      timeoutMs: request.timeoutMs ?? this.#timeoutMs,
      what: `The API server at ${this.#host} did not answer`,
    });
    try {
      return await read(await this.#send(request, deadline.signal));
    } catch (error) {
      throw this.#explain(error, deadline.signal);
    } finally {
      deadline.clear();
    }
  }

  #send(request: Request, signal: AbortSignal): Promise<TransportResponse> {
    const query = new URLSearchParams();
    for (const [name, value] of Object.entries(request.query ?? {})) {
      if (value !== undefined && value !== '') query.set(name, String(value));
    }
    const search = query.size > 0 ? `?${query}` : '';
    return this.#transport.request({
      method: request.method,
      path: `${this.#basePath}${request.path}${search}`,
      headers: {
        accept: 'application/json',
        'accept-encoding': 'identity',
        'user-agent': USER_AGENT,
        ...(this.#token && { authorization: `Bearer ${this.#token}` }),
        ...request.headers,
      },
      body: request.body,
      signal,
    });
  }

  async #refuse(response: TransportResponse): Promise<void> {
    const { statusCode, headers, body } = response;
    if (statusCode >= 200 && statusCode < 300) return;
    const status = await readJson(body, MAXIMUM_OBJECT_BYTES).catch(
      () => undefined,
    );
    throw statusError(
      statusCode,
      status,
      parseRetryAfter(headers['retry-after'], Date.now()),
    );
  }

  /** Servers and what stands before them may quote the request; our token in it is nobody's to see. */
  #withoutToken(error: KubernetesError): KubernetesError {
    if (!this.#token || !error.message.includes(this.#token)) return error;
    return new KubernetesError(
      error.kind,
      error.message.replaceAll(this.#token, HIDDEN),
      { retryAfterMs: error.retryAfterMs },
    );
  }

  /** What ended the request: the caller, the deadline, the server, or the connection. */
  #explain(error: unknown, signal: AbortSignal): unknown {
    if (error instanceof KubernetesError) return this.#withoutToken(error);
    return signal.aborted ? signal.reason : connectionError(error, this.#host);
  }
}
