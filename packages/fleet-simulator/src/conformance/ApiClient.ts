import { once } from 'node:events';
import * as http from 'node:http';
import * as https from 'node:https';
import { gunzipSync } from 'node:zlib';

import { Http2Session, OpenAnswer } from './Http2Session';
import { ServerAccess } from './readKubeconfig';
import { WatchReader } from './WatchReader';

/** What to ask. */
export interface ApiCall {
  query?: Record<string, string>;
  headers?: Record<string, string>;
  /** Sent as JSON, or as it is when it is text. */
  body?: unknown;
}

/** What was answered; `json` is undefined when the body is none. */
export interface ApiAnswer {
  code: number;
  headers: http.IncomingHttpHeaders;
  text: string;
  json: any;
}

/** A small client that speaks plain HTTP to an API server, so that the suite sees exactly what is answered. */
export class ApiClient {
  readonly #access: ServerAccess;
  readonly #agent: http.Agent;
  readonly #http2: Http2Session | undefined;
  readonly #watches = new Set<WatchReader>();

  constructor(access: ServerAccess) {
    this.#access = access;
    const tls = {
      ca: access.ca,
      cert: access.clientCertificate,
      key: access.clientKey,
      rejectUnauthorized: !access.insecureSkipTlsVerify,
    };
    this.#agent = access.server.startsWith('https:')
      ? new https.Agent({ keepAlive: true, ...tls })
      : new http.Agent({ keepAlive: true });
    this.#http2 = access.http2 ? new Http2Session(tls) : undefined;
  }

  /** A client without credentials, or with another token. */
  as(token: string | undefined): ApiClient {
    const { ca, insecureSkipTlsVerify, http2 } = this.#access;
    // A kubeconfig of the simulator has its token in the path as well.
    const server = this.#access.server.replace(/\/token\/[^/]+$/, '');
    return new ApiClient({ server, ca, insecureSkipTlsVerify, http2, token });
  }

  async request(
    method: string,
    path: string,
    call: ApiCall = {},
  ): Promise<ApiAnswer> {
    const response = await this.#send(method, path, call);
    const chunks: Buffer[] = [];
    for await (const chunk of response) {
      chunks.push(chunk);
    }
    const bytes = Buffer.concat(chunks);
    const text = (
      response.headers['content-encoding'] === 'gzip'
        ? gunzipSync(bytes)
        : bytes
    ).toString('utf8');
    return {
      code: response.statusCode ?? 0,
      headers: response.headers,
      text,
      json: parsed(text),
    };
  }

  get(path: string, call?: ApiCall): Promise<ApiAnswer> {
    return this.request('GET', path, call);
  }

  post(path: string, body: unknown, call?: ApiCall): Promise<ApiAnswer> {
    return this.request('POST', path, { ...call, body });
  }

  put(path: string, body: unknown, call?: ApiCall): Promise<ApiAnswer> {
    return this.request('PUT', path, { ...call, body });
  }

  delete(path: string, body?: unknown, call?: ApiCall): Promise<ApiAnswer> {
    return this.request('DELETE', path, { ...call, body });
  }

  /** @param type - `merge`, `json`, `strategic` or `apply` */
  patch(
    type: 'merge' | 'json' | 'strategic' | 'apply',
    path: string,
    body: unknown,
    call: ApiCall = {},
  ): Promise<ApiAnswer> {
    const contentType = {
      merge: 'application/merge-patch+json',
      json: 'application/json-patch+json',
      strategic: 'application/strategic-merge-patch+json',
      apply: 'application/apply-patch+yaml',
    }[type];
    return this.request('PATCH', path, {
      ...call,
      headers: { 'Content-Type': contentType, ...call.headers },
      body,
    });
  }

  /** Opens a watch; `close` of the client ends it. */
  async watch(path: string, call: ApiCall = {}): Promise<WatchReader> {
    const response = await this.#send('GET', path, {
      ...call,
      query: { watch: 'true', ...call.query },
    });
    const reader = new WatchReader(response);
    this.#watches.add(reader);
    return reader;
  }

  close(): void {
    for (const watch of this.#watches) {
      watch.close();
    }
    this.#agent.destroy();
    this.#http2?.close();
  }

  async #send(
    method: string,
    path: string,
    call: ApiCall,
  ): Promise<OpenAnswer> {
    const { server, token } = this.#access;
    const url = new URL(`${server}${path}`);
    for (const [name, value] of Object.entries(call.query ?? {})) {
      url.searchParams.set(name, value);
    }
    const body =
      typeof call.body === 'string' || call.body === undefined
        ? call.body
        : JSON.stringify(call.body);
    const headers = {
      Accept: 'application/json',
      'User-Agent': 'conformance/1.0',
      // Node announces no length of its own for DELETE.
      ...(body === undefined
        ? {}
        : {
            'Content-Type': 'application/json',
            'Content-Length': String(Buffer.byteLength(body)),
          }),
      ...(token ? { Authorization: `Bearer ${token}` } : {}),
      ...call.headers,
    };
    if (this.#http2) {
      return this.#http2.send(url, { method, headers, body });
    }
    const request = (url.protocol === 'https:' ? https : http).request(url, {
      method,
      agent: this.#agent,
      headers,
    });
    request.end(body);
    const [response] = await once(request, 'response');
    return response;
  }
}

function parsed(text: string): any {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
