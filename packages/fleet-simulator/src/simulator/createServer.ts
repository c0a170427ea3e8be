import {
  createServer as createHttpServer,
  RequestListener,
  Server,
} from 'node:http';
import { createSecureServer, Http2SecureServer } from 'node:http2';

import { Certificates } from './createCertificates';

/** What kube-apiserver tells its clients by default (`--http2-max-streams-per-connection`). */
const STREAMS_PER_CONNECTION = 250;
const IDLE_CONNECTION_MS = 65_000;

/**
 * A server for HTTP/1.1, or, with certificates, for HTTP/2 and HTTP/1.1 over TLS. Watches stay open and clients keep connections:
 * nothing is to time out by itself but idle connections.
 */
export function createServer(
  listener: RequestListener,
  certificates?: Certificates,
): Server | Http2SecureServer {
  if (!certificates) {
    const server = createHttpServer(listener);
    server.keepAliveTimeout = IDLE_CONNECTION_MS;
    return server;
  }
  const server = createSecureServer(
    {
      allowHTTP1: true,
      cert: certificates.certificate,
      key: certificates.key,
      settings: { maxConcurrentStreams: STREAMS_PER_CONNECTION },
    },
    // Node.js gives requests over HTTP/2 the interface of those over HTTP/1.1; where they differ, see `cut`.
    listener as unknown as Parameters<typeof createSecureServer>[1],
  );
  // A client that speaks no HTTP/2 after all, or goes away, is no failure of ours.
  server.on('sessionError', () => undefined);
  return server;
}
