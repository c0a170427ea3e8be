import { IncomingMessage, ServerResponse } from 'node:http';

import { ApiError } from '../apiserver/ApiError';
import { Clock } from '../apiserver/types';
import { Fault } from '../faults/Fault';
import { statusFaultError } from '../faults/statusFaultError';
import { ClusterContext } from './ClusterContext';
import { cut, isCut } from './cut';
import { AnswerFaults, Exchange } from './Exchange';
import { handleDiscovery } from './handleDiscovery';
import { handleOpenApi } from './handleOpenApi';
import { handleResource } from './handleResource';
import { ApiRequest } from './ApiRequest';
import { parseRequest } from './parseRequest';
import { sendAnswer } from './sendAnswer';
import { sendError, sendJson, sendPathNotFound } from './sendJson';
import { versionInfo } from './versionInfo';

const NO_FAULTS: AnswerFaults = {
  halfWritten: false,
  malformedText: false,
  malformedObjects: false,
  hugeBytes: 0,
  goneEvent: false,
};
const NO_REQUEST: ApiRequest = {
  method: 'GET',
  path: '/',
  query: new URLSearchParams(),
  verb: 'none',
  resource: undefined,
};
const NOBODY = { name: '', groups: [], rules: [] };

/** Answers the requests of one cluster. */
export class ClusterHandler {
  readonly #cluster: ClusterContext;
  /** The real time: latency does not follow a cluster's wrong clock. */
  readonly #clock: Clock;
  readonly #open = new Set<ServerResponse>();
  readonly #hanging = new Map<ServerResponse, Fault>();
  #down = false;

  constructor(cluster: ClusterContext, clock: Clock) {
    this.#cluster = cluster;
    this.#clock = clock;
  }

  /** Cuts all connections, and every new one as soon as its request is read. */
  takeDown(): void {
    this.#down = true;
    this.cut();
  }

  bringBack(): void {
    this.#down = false;
  }

  /** Cuts the connections of all requests that are open. */
  cut(): void {
    for (const response of [...this.#open]) {
      cut(response);
    }
  }

  /** Cuts the requests that hang for a fault that is gone. */
  releaseHanging(): void {
    for (const [response, fault] of [...this.#hanging]) {
      if (!this.#cluster.faults.has(fault)) {
        cut(response);
      }
    }
  }

  /** @param target - the path below the cluster's base path, with its query */
  async handle(
    incoming: IncomingMessage,
    response: ServerResponse,
    target: string,
  ): Promise<void> {
    if (this.#down) {
      cut(response);
      return;
    }
    const [path, search = ''] = splitOnce(target, '?');
    const method = incoming.method ?? 'GET';
    const request = parseRequest(method, path, new URLSearchParams(search));
    const done = this.#cluster.stats.begin(request?.verb ?? 'none');
    this.#open.add(response);
    response.on('close', () => {
      this.#open.delete(response);
      this.#hanging.delete(response);
      done(response.headersSent ? response.statusCode : 0);
    });
    response.setHeader(
      'Date',
      new Date(this.#cluster.api.clock.now()).toUTCString(),
    );
    response.setHeader('Audit-Id', crypto.randomUUID());
    const exchange: Exchange = {
      incoming,
      response,
      request: request ?? NO_REQUEST,
      user: NOBODY,
      faults: { ...NO_FAULTS },
    };
    try {
      if (!request) {
        await sendPathNotFound(exchange);
        return;
      }
      if (await this.#suffer(exchange)) {
        await this.#answer({
          ...exchange,
          user: this.#cluster.authorizer.authenticate(
            incoming.headers.authorization,
            request,
          ),
        });
      }
    } catch (error) {
      await this.#fail(exchange, error);
    }
  }

  async #answer(exchange: Exchange): Promise<void> {
    const { request } = exchange;
    const cluster = this.#cluster;
    if (request.resource) {
      await handleResource(cluster, exchange, request.resource);
      return;
    }
    if (request.verb !== 'none' && !['GET', 'HEAD'].includes(request.method)) {
      throw ApiError.methodNotAllowed();
    }
    if (request.verb === 'version') {
      const info = versionInfo(cluster.kubernetesVersion);
      await sendJson(exchange, 200, JSON.stringify(info));
    } else if (request.verb === 'health') {
      await sendAnswer(exchange, {
        code: 200,
        contentType: 'text/plain; charset=utf-8',
        parts: ['ok'],
      });
    } else if (request.path.startsWith('/openapi/')) {
      await handleOpenApi(cluster, exchange);
    } else if (request.verb === 'discovery') {
      await handleDiscovery(cluster, exchange);
    } else {
      await sendPathNotFound(exchange);
    }
  }

  /** Lets faults happen; says whether the request is to be answered. */
  async #suffer(exchange: Exchange): Promise<boolean> {
    const { request, response, faults } = exchange;
    const { verb, resource } = request;
    if (verb === 'none') {
      return true;
    }
    const taken = this.#cluster.faults.take({ verb, ...resource });
    let error: ApiError | undefined;
    for (const fault of taken) {
      switch (fault.kind) {
        case 'latency':
          await this.#delay(exchange, fault);
          break;
        case 'hang':
          this.#hanging.set(response, fault);
          return false;
        case 'drop':
          cut(response);
          return false;
        case 'status':
          error ??= statusFaultError(fault, resource);
          break;
        case 'gone':
          if (verb === 'watch' && fault.as !== 'status') {
            faults.goneEvent = true;
          } else {
            error ??= ApiError.expired(
              'The resourceVersion for the provided list is too old.',
            );
          }
          break;
        case 'halfWritten':
          faults.halfWritten = true;
          break;
        case 'malformed':
          faults.malformedText ||= fault.what === 'text';
          faults.malformedObjects ||= fault.what === 'objects';
          break;
        case 'huge':
          faults.hugeBytes = Math.max(faults.hugeBytes, fault.bytes);
          break;
        default:
          break;
      }
    }
    if (error) {
      throw error;
    }
    return !isCut(response);
  }

  #delay(
    { response }: Exchange,
    fault: Extract<Fault, { kind: 'latency' }>,
  ): Promise<void> {
    const jitter = Math.random() * (fault.jitterMilliseconds ?? 0);
    return new Promise(resolve => {
      const at = this.#clock.now() + fault.milliseconds + jitter;
      const cancel = this.#clock.schedule(at, resolve);
      response.on('close', () => {
        cancel();
        resolve();
      });
    });
  }

  async #fail(exchange: Exchange, error: unknown): Promise<void> {
    const { response } = exchange;
    if (isCut(response)) {
      return;
    }
    if (response.headersSent) {
      cut(response);
      return;
    }
    await sendError(
      exchange,
      error instanceof ApiError
        ? error
        : ApiError.internal(error instanceof Error ? error.message : 'unknown'),
    );
  }
}

function splitOnce(text: string, separator: string): string[] {
  const index = text.indexOf(separator);
  return index < 0 ? [text] : [text.slice(0, index), text.slice(index + 1)];
}
