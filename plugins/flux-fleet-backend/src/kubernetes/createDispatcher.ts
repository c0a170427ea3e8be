import { lookup } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import type { ClusterConnection } from '@flux-fleet/backstage-plugin-flux-fleet-node';
import { Agent, buildConnector } from 'undici';
import type { ServerPolicy } from './ServerPolicy';

const CONNECT_TIMEOUT_MS = 5_000;

/** Each watch holds a connection: room for all Flux kinds, and for requests beside them. */
const MAXIMUM_CONNECTIONS = 48;

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

/** The pool of connections to one API server, with its TLS settings; connects only where the policy lets it. */
export function createDispatcher(
  connection: ClusterConnection,
  policy: ServerPolicy,
): Agent {
  const { certificateAuthority, clientCertificate, tlsServerName } = connection;
  const connect = buildConnector({
    timeout: CONNECT_TIMEOUT_MS,
    allowH2: false,
    lookup: checkedLookup(policy),
    ...(certificateAuthority && { ca: certificateAuthority }),
    ...(clientCertificate && {
      cert: clientCertificate.certificate,
      key: clientCertificate.key,
    }),
    ...(tlsServerName && { servername: tlsServerName }),
    rejectUnauthorized: connection.skipTlsVerify !== true,
  });
  return new Agent({
    connections: MAXIMUM_CONNECTIONS,
    pipelining: 1,
    keepAliveTimeout: 30_000,
    connect: (options, callback) => {
      const host = options.hostname.replace(/^\[|\]$/g, '');
      try {
        // Node.js asks no resolver about addresses, so these are checked here.
        if (isIP(host)) policy.check(host, host);
      } catch (denied) {
        callback(denied as Error, null);
        return;
      }
      connect(options, callback);
    },
  });
}
