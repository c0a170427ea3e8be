import { IncomingMessage, RequestListener, ServerResponse } from 'node:http';

import { cut, hostOf } from '../http/cut';
import { handleControl } from './handleControl';
import type { FleetSimulator } from './FleetSimulator';

const CLUSTER_PATH = /^\/clusters\/([^/?]+)(\/[^?]*|(?=\?)|$)(\?.*)?$/;
const TOKEN_PATH = /^\/token\/([^/?]+)(.*)$/;
const LOOPBACK_NAMES = new Set(['127.0.0.1', 'localhost', '[::1]']);

/** Hands requests to clusters by their path, and those under `/simulator` to the control interface. */
export function createRequestListener(
  simulator: FleetSimulator,
): RequestListener {
  return (incoming, response) => {
    // A client that goes away is no failure of ours.
    response.on('error', () => cut(response));
    handle(simulator, incoming, response).catch(() => cut(response));
  };
}

async function handle(
  simulator: FleetSimulator,
  incoming: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  // A browser that was led here by a name of somebody else's (DNS rebinding) says that name.
  // A page from elsewhere that sends requests here says where it is from.
  if (!LOOPBACK_NAMES.has(hostName(incoming)) || isFromElsewhere(incoming)) {
    sendText(response, 403, 'This server answers to loopback names only\n');
    return;
  }
  const url = incoming.url ?? '/';
  const match = CLUSTER_PATH.exec(url);
  if (match) {
    const [, name, path, search = ''] = match;
    const cluster = simulator.clusters.find(other => other.name === name);
    if (cluster) {
      const target = takeToken(incoming, `${path || '/'}${search}`);
      await cluster.handler.handle(incoming, response, target);
      return;
    }
  }
  if (url.startsWith('/simulator/')) {
    await handleControl(simulator, incoming, response);
    return;
  }
  sendText(response, 404, '404 page not found\n');
}

/** Takes a token out of the path (see `pathWithToken`), as if it had come in the header. */
function takeToken(incoming: IncomingMessage, target: string): string {
  const match = TOKEN_PATH.exec(target);
  if (!match) {
    return target;
  }
  incoming.headers.authorization ??= `Bearer ${decodeURIComponent(match[1])}`;
  return match[2].startsWith('/') ? match[2] : `/${match[2]}`;
}

function isFromElsewhere({ headers }: IncomingMessage): boolean {
  if (headers.origin === undefined) {
    return false;
  }
  return (
    !URL.canParse(headers.origin) ||
    !LOOPBACK_NAMES.has(new URL(headers.origin).hostname)
  );
}

function hostName(incoming: IncomingMessage): string {
  return hostOf(incoming).replace(/:\d+$/, '').toLowerCase();
}

function sendText(response: ServerResponse, code: number, text: string): void {
  response
    .writeHead(code, { 'Content-Type': 'text/plain; charset=utf-8' })
    .end(text);
}
