import {
  createServer,
  request as sendRequest,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { createInterface } from 'node:readline';

const RESOURCE_PATH = /\/apis?\/(?:([^/]+)\/)?v[^/]+\/([a-z]+)$/;

/** A request for a list or a watch that came through. */
export interface ProxiedRequest {
  verb: 'list' | 'watch';
  plural: string;
  query: URLSearchParams;
}

/** A list as the server answers it; what a test makes of it need not be one. */
export interface ProxiedList {
  metadata: { resourceVersion?: string; continue?: string };
  items: any[];
}

/** An event as the server sends it; what a test makes of it need not be one. */
export interface ProxiedEvent {
  type: string;
  object: any;
}

/** Stands before an API server and says other things than it does: what no simulated server would. */
export class TamperingProxy {
  /** The address of the API server behind it. */
  target: string;
  /** Changes what the server is asked for by a list or a watch. */
  onQuery: (query: URLSearchParams, request: ProxiedRequest) => void = () => {};
  /** Changes the answer to a list. */
  onList: (list: ProxiedList, request: ProxiedRequest) => unknown = asItIs;
  /** Makes the lines that are sent instead of one event: objects are sent as JSON, texts as they are. */
  onEvent: (event: ProxiedEvent, request: ProxiedRequest) => unknown[] =
    event => [event];
  /** Lists and watches that came through. */
  readonly requests: ProxiedRequest[] = [];
  readonly #server: Server;
  readonly #watches = new Map<ServerResponse, ProxiedRequest>();

  static async start(target: string): Promise<TamperingProxy> {
    const proxy = new TamperingProxy(target);
    await new Promise<void>(resolve =>
      proxy.#server.listen(0, '127.0.0.1', resolve),
    );
    return proxy;
  }

  private constructor(target: string) {
    this.target = target;
    this.#server = createServer((incoming, response) => {
      response.on('error', () => response.destroy());
      this.#forward(incoming, response);
    });
  }

  /** Its own address. */
  get server(): string {
    const { port } = this.#server.address() as AddressInfo;
    return `http://127.0.0.1:${port}`;
  }

  /** How many lists of a kind came through; the first pages alone. */
  lists(plural: string): number {
    return this.requests.filter(
      one =>
        one.verb === 'list' &&
        one.plural === plural &&
        !one.query.has('continue') &&
        one.query.get('limit') !== '1',
    ).length;
  }

  watches(plural: string): ProxiedRequest[] {
    return this.requests.filter(
      one => one.verb === 'watch' && one.plural === plural,
    );
  }

  /** How many watches of a kind are open. */
  openWatches(plural: string): number {
    return [...this.#watches.values()].filter(one => one.plural === plural)
      .length;
  }

  /** Sends a line to all open watches of a kind; answers how many there were. */
  say(plural: string, line: unknown): number {
    const open = [...this.#watches].filter(([, one]) => one.plural === plural);
    for (const [response] of open) write(response, line);
    return open.length;
  }

  /** Cuts all connections. */
  cut(): void {
    this.#server.closeAllConnections();
  }

  async close(): Promise<void> {
    const closed = new Promise(resolve => this.#server.close(resolve));
    this.cut();
    await closed;
  }

  #forward(incoming: IncomingMessage, response: ServerResponse): void {
    const url = new URL(incoming.url!, 'http://proxy');
    const request = this.#note(url);
    const target = new URL(this.target);
    const outgoing = sendRequest(
      {
        host: target.hostname,
        port: target.port,
        path: `${target.pathname}${url.pathname}${url.search}`,
        method: incoming.method,
        headers: { ...incoming.headers, host: target.host },
      },
      answer => {
        answer.on('error', () => response.destroy());
        if (answer.statusCode !== 200 || !request) {
          response.writeHead(answer.statusCode!, answer.headers);
          answer.pipe(response);
        } else if (request.verb === 'watch') {
          this.#pipeWatch(request, answer, response);
        } else {
          this.#sendList(request, answer, response);
        }
      },
    );
    outgoing.on('error', () => response.destroy());
    response.on('close', () => outgoing.destroy());
    incoming.pipe(outgoing);
  }

  #note(url: URL): ProxiedRequest | undefined {
    const [, , plural] = RESOURCE_PATH.exec(url.pathname) ?? [];
    if (plural === undefined) return undefined;
    const isWatch = url.searchParams.get('watch') === 'true';
    const request: ProxiedRequest = {
      verb: isWatch ? 'watch' : 'list',
      plural,
      query: new URLSearchParams(url.searchParams),
    };
    this.requests.push(request);
    this.onQuery(url.searchParams, request);
    return request;
  }

  #pipeWatch(
    request: ProxiedRequest,
    answer: IncomingMessage,
    response: ServerResponse,
  ): void {
    response.writeHead(200, { 'content-type': 'application/json' });
    response.flushHeaders();
    this.#watches.set(response, request);
    response.on('close', () => this.#watches.delete(response));
    createInterface({ input: answer })
      .on('error', () => response.destroy())
      .on('line', line => {
        for (const said of this.#eventsFor(line, request)) {
          write(response, said);
        }
      })
      .on('close', () => {
        if (answer.complete) response.end();
        else response.destroy();
      });
  }

  /** What is said instead of a line; one that is no event is left as it is. */
  #eventsFor(line: string, request: ProxiedRequest): unknown[] {
    let event: ProxiedEvent;
    try {
      event = JSON.parse(line);
    } catch {
      return [line];
    }
    return this.onEvent(event, request);
  }

  async #sendList(
    request: ProxiedRequest,
    answer: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    try {
      const chunks: Buffer[] = [];
      for await (const chunk of answer) chunks.push(chunk);
      const body = Buffer.concat(chunks);
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(
        this.onList === asItIs
          ? body
          : JSON.stringify(this.onList(JSON.parse(body.toString()), request)),
      );
    } catch {
      response.destroy();
    }
  }
}

/** Leaves a list as the server answers it. */
export function asItIs(list: ProxiedList): unknown {
  return list;
}

function write(response: ServerResponse, line: unknown): void {
  response.write(`${typeof line === 'string' ? line : JSON.stringify(line)}\n`);
}
