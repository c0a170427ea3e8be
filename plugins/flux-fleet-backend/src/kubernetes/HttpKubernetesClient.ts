import type { FluxObject } from '@flux-fleet/backstage-plugin-flux-fleet-common';
import type { ClusterConnection } from '@flux-fleet/backstage-plugin-flux-fleet-node';
import type { Agent, Dispatcher } from 'undici';
import { HIDDEN } from '../resources/redactText';
import { apiPath } from './apiPath';
import { connectionError } from './connectionError';
import { createDispatcher } from './createDispatcher';
import { Deadline } from './Deadline';
import { KubernetesError } from './KubernetesError';
import { parseRetryAfter } from './parseRetryAfter';
import { parseObject, parseObjectList, parseWatchEvent } from './parseAnswer';
import { readJson } from './readJson';
import { readLines } from './readLines';
import type { ServerPolicy } from './ServerPolicy';
import { statusError } from './statusError';
import type {
  ListPath,
  ObjectList,
  ObjectPath,
  RequestOptions,
  WatchEvent,
  WatchingClient,
} from './types';

const MEBIBYTE = 1024 * 1024;
const MAXIMUM_LIST_BYTES = 64 * MEBIBYTE;
const MAXIMUM_OBJECT_BYTES = 8 * MEBIBYTE;
const MAXIMUM_WATCH_LINE_BYTES = 8 * MEBIBYTE;
const FIELD_MANAGER = 'flux-fleet';
const USER_AGENT = 'flux-fleet';

interface Request extends RequestOptions {
  method: 'GET' | 'PATCH';
  path: string;
  query?: Record<string, string | number | undefined>;
  headers?: Record<string, string>;
  body?: string;
}

/** {@link WatchingClient} over HTTP/1.1. Redirects are never followed; every answer is bounded in time and size. */
export class HttpKubernetesClient implements WatchingClient {
  readonly #agent: Agent;
  readonly #origin: string;
  readonly #host: string;
  readonly #basePath: string;
  readonly #token: string | undefined;
  readonly #timeoutMs: number;

  /** Throws TypeError when the server's address is not a URL. */
  static create(options: {
    connection: ClusterConnection;
    policy: ServerPolicy;
    requestTimeoutMs: number;
  }): HttpKubernetesClient {
    return new HttpKubernetesClient(options);
  }

  private constructor(options: {
    connection: ClusterConnection;
    policy: ServerPolicy;
    requestTimeoutMs: number;
  }) {
    const { connection, policy, requestTimeoutMs } = options;
    const url = new URL(connection.server);
    this.#agent = createDispatcher(connection, policy);
    this.#origin = url.origin;
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
    const answer = await this.#json(
      { method: 'GET', path: apiPath(path), query, ...options },
      MAXIMUM_LIST_BYTES,
    );
    return parseObjectList(answer);
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
    await this.#agent.destroy();
  }

  async #json(request: Request, maximumBytes: number): Promise<unknown> {
    const deadline = Deadline.create({
      signal: request.signal,
      timeoutMs: request.timeoutMs ?? this.#timeoutMs,
      what: `The API server at ${this.#host} did not answer`,
    });
    try {
      const response = await this.#send(request, deadline.signal);
      await this.#refuse(response);
      return await readJson(response.body, maximumBytes);
    } catch (error) {
      throw this.#explain(error, deadline.signal);
    } finally {
      deadline.clear();
    }
  }

  #send(
    request: Request,
    signal: AbortSignal,
  ): Promise<Dispatcher.ResponseData> {
    const query = new URLSearchParams();
    for (const [name, value] of Object.entries(request.query ?? {})) {
      if (value !== undefined && value !== '') query.set(name, String(value));
    }
    const search = query.size > 0 ? `?${query}` : '';
    return this.#agent.request({
      origin: this.#origin,
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
      // The deadline bounds the whole request; these would only cut quiet watches.
      headersTimeout: 0,
      bodyTimeout: 0,
    });
  }

  async #refuse(response: Dispatcher.ResponseData): Promise<void> {
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
