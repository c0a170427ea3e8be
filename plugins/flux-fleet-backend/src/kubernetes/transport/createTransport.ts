import type { ClusterConnection } from '@flux-fleet/backstage-plugin-flux-fleet-node';
import type { ServerPolicy } from '../ServerPolicy';
import { createConnector } from './createConnector';
import { Http1Transport } from './Http1Transport';
import { NegotiatingTransport } from './NegotiatingTransport';
import type { Transport } from './Transport';

/** The way to a cluster's API server. Throws TypeError when its address is not a URL. */
export function createTransport(
  connection: ClusterConnection,
  policy: ServerPolicy,
): Transport {
  const url = new URL(connection.server);
  const connector = createConnector(connection, policy);
  return url.protocol === 'https:'
    ? NegotiatingTransport.create({ url, connector })
    : Http1Transport.create({ url, connector });
}
