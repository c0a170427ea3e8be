import { lookup } from 'node:dns';
import { isIP, type LookupFunction, type Socket } from 'node:net';
import type { TLSSocket } from 'node:tls';
import type { ClusterConnection } from '@flux-fleet/backstage-plugin-flux-fleet-node';
import { buildConnector } from 'undici';
import type { ServerPolicy } from '../ServerPolicy';

const CONNECT_TIMEOUT_MS = 5_000;

/** Resolves a name and checks every address that it resolves to, whichever of them would be connected to. */
function checkedLookup(policy: ServerPolicy): LookupFunction {
  return (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, addresses) => {
      if (error) {
        callback(error, '');
        return;
      }
      try {
        for (const { address } of addresses) policy.check(hostname, address);
      } catch (denied) {
        callback(denied as NodeJS.ErrnoException, '');
        return;
      }
      if (options.all) callback(null, addresses);
      else callback(null, addresses[0].address, addresses[0].family);
    });
  };
}

/** URLs have IPv6 addresses in brackets, sockets have not. */
function withoutBrackets(hostname: string): string {
  return hostname.replace(/^\[|\]$/g, '');
}

/** Opens connections to one server. Who gets a socket destroys it. */
export interface Connector {
  /** For undici, which speaks HTTP/1.1 over what it gets. */
  readonly http1: buildConnector.connector;
  /** A connection over TLS, which offers HTTP/2 and HTTP/1.1: `alpnProtocol` of the socket says what the server chose. */
  negotiate(url: URL): Promise<TLSSocket>;
}

/** A {@link Connector} with the TLS settings of a cluster; connects only where the policy lets it. */
export function createConnector(
  connection: ClusterConnection,
  policy: ServerPolicy,
): Connector {
  const { certificateAuthority, clientCertificate, tlsServerName } = connection;
  const options = {
    timeout: CONNECT_TIMEOUT_MS,
    lookup: checkedLookup(policy),
    ...(certificateAuthority && { ca: certificateAuthority }),
    ...(clientCertificate && {
      cert: clientCertificate.certificate,
      key: clientCertificate.key,
    }),
    ...(tlsServerName && { servername: tlsServerName }),
    rejectUnauthorized: connection.skipTlsVerify !== true,
  };
  const checked =
    (connect: buildConnector.connector): buildConnector.connector =>
    (target, callback) => {
      const host = withoutBrackets(target.hostname);
      try {
        // Node.js asks no resolver about addresses, so these are checked here.
        if (isIP(host)) policy.check(host, host);
      } catch (denied) {
        callback(denied as Error, null);
        return;
      }
      connect(target, callback);
    };
  const negotiating = checked(
    buildConnector({ ...options, allowH2: true, preferH2: true }),
  );
  return {
    http1: checked(buildConnector({ ...options, allowH2: false })),
    negotiate: ({ protocol, host, hostname, port }) =>
      new Promise((resolve, reject) => {
        negotiating(
          { protocol, host, port, hostname: withoutBrackets(hostname) },
          (error: Error | null, socket: Socket | null) => {
            if (!socket) {
              reject(error);
              return;
            }
            // Until somebody uses it, and after, nobody else may listen.
            socket.on('error', () => undefined);
            resolve(socket as TLSSocket);
          },
        );
      }),
  };
}
