import { IncomingMessage, ServerResponse } from 'node:http';
import { constants, ServerHttp2Stream } from 'node:http2';

/** What an answer over HTTP/2 has besides; Node.js gives both protocols' answers one interface. */
type MaybeHttp2 = { stream?: ServerHttp2Stream };

/** Ends an answer before its time: cuts the connection of HTTP/1.1, resets the stream of HTTP/2. */
export function cut(response: ServerResponse): void {
  const { stream } = response as MaybeHttp2;
  if (stream) {
    // Without a code the client could take it for the end of the answer.
    stream.close(constants.NGHTTP2_INTERNAL_ERROR);
  } else {
    response.destroy();
    response.socket?.destroy();
  }
}

/** Whether an answer was cut, by either side. */
export function isCut(response: ServerResponse): boolean {
  const { stream } = response as MaybeHttp2;
  return stream ? stream.destroyed || stream.aborted : response.destroyed;
}

/** The host (and port) that a request is for. */
export function hostOf({ headers }: IncomingMessage): string {
  return String(headers[':authority'] ?? headers.host ?? '');
}
