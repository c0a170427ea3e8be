import { readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { InputError } from '@backstage/errors';
import type { ClusterConnection } from '@flux-fleet/backstage-plugin-flux-fleet-node';
import type { ConfiguredCluster } from '../config';
import { readKubeconfig } from './readKubeconfig';

/** PEM as it is, or base64 of it, as kubeconfigs carry it. */
function readCertificateAuthority(value: string): string {
  const pem = value.includes('-----BEGIN')
    ? value
    : Buffer.from(value, 'base64').toString('utf8');
  if (!pem.includes('-----BEGIN CERTIFICATE-----')) {
    throw new InputError(
      'certificateAuthority is neither PEM nor base64 of it; take certificate-authority-data of the kubeconfig',
    );
  }
  return pem;
}

async function readFileOf(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch {
    throw new InputError(
      `The file in kubeconfigFile cannot be read: ${path}; check that it is there and that the backend may read it`,
    );
  }
}

/**
 * How to connect to a cluster of app-config; undefined for one without server and kubeconfig.
 * Throws InputError with the reason and the next step.
 */
export async function readConnection(
  cluster: ConfiguredCluster,
): Promise<ClusterConnection | undefined> {
  const { context, skipTlsVerify, kubeconfigFile } = cluster;
  let connection: ClusterConnection;
  if (kubeconfigFile !== undefined) {
    connection = await readKubeconfig({
      kubeconfig: await readFileOf(kubeconfigFile),
      folder: dirname(kubeconfigFile),
      context,
      skipTlsVerify,
    });
  } else if (cluster.kubeconfig !== undefined) {
    connection = await readKubeconfig({
      kubeconfig: cluster.kubeconfig,
      context,
      skipTlsVerify,
    });
  } else if (cluster.server !== undefined) {
    connection = {
      server: cluster.server,
      skipTlsVerify: skipTlsVerify || undefined,
    };
  } else {
    return undefined;
  }
  return {
    ...connection,
    ...(cluster.token && { token: cluster.token }),
    ...(cluster.tlsServerName && { tlsServerName: cluster.tlsServerName }),
    ...(cluster.certificateAuthority && {
      certificateAuthority: readCertificateAuthority(
        cluster.certificateAuthority,
      ),
    }),
  };
}
