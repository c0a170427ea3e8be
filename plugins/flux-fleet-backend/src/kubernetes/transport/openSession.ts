import type { ClientHttp2Session, connect as connectHttp2 } from 'node:http2';
import type { TLSSocket } from 'node:tls';
import { transportError } from './transportError';

/**
 * How much of a stream's body waits here while nobody reads it: enough for long lists over long distances, little enough
 * for all watches of a cluster to be behind.
 */
const STREAM_WINDOW_BYTES = 256 * 1024;
/** Node.js counts what it has given to a stream as read, so this bounds what is on its way, not what is kept. */
const CONNECTION_WINDOW_BYTES = 4 * 1024 * 1024;
/** Beyond, Node.js opens no streams: all windows of a cluster's watches fit. */
const SESSION_MEGABYTES = 64;
const SETTINGS_TIMEOUT_MS = 5_000;

/** A session over a socket on which HTTP/2 was negotiated, once the server has said how many streams it takes. */
export function openSession(
  { origin }: URL,
  socket: TLSSocket,
  connect: typeof connectHttp2,
): Promise<ClientHttp2Session> {
  return new Promise((resolve, reject) => {
    const session = connect(origin, {
      createConnection: () => socket,
      maxSessionMemory: SESSION_MEGABYTES,
      settings: { enablePush: false, initialWindowSize: STREAM_WINDOW_BYTES },
    });
    let failure = transportError('ECONNRESET');
    const timer = setTimeout(() => {
      failure = transportError('UND_ERR_CONNECT_TIMEOUT');
      session.destroy();
    }, SETTINGS_TIMEOUT_MS);
    const onClose = () => {
      clearTimeout(timer);
      reject(failure);
    };
    // Requests say themselves what happened to them.
    session.on('error', error => {
      failure = error;
    });
    session.once('close', onClose);
    session.once('remoteSettings', () => {
      clearTimeout(timer);
      session.off('close', onClose);
      session.setLocalWindowSize(CONNECTION_WINDOW_BYTES);
      resolve(session);
    });
  });
}
