import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { parse } from 'yaml';

/** How to reach an API server, and as whom. */
export interface ServerAccess {
  /** With its base path, without a slash at the end. */
  server: string;
  token?: string;
  ca?: string;
  clientCertificate?: string;
  clientKey?: string;
  insecureSkipTlsVerify?: boolean;
  /** Speaks HTTP/2; the server's address is https then. */
  http2?: boolean;
}

type Fields = Record<string, any>;

/**
 * Reads the current context of a kubeconfig: a token or a client certificate.
 *
 * @throws Error when it has neither, or names what is not there
 */
export async function readKubeconfig(path: string): Promise<ServerAccess> {
  const config: Fields = parse(await readFile(path, 'utf8'));
  const { context } = named(config.contexts, config['current-context']);
  const { cluster } = named(config.clusters, context.cluster);
  const { user } = named(config.users, context.user);
  const pem = async (fields: Fields, name: string) => {
    const data = fields[`${name}-data`];
    if (data) {
      return Buffer.from(data, 'base64').toString('utf8');
    }
    const file = fields[name];
    return file ? readFile(resolve(dirname(path), file), 'utf8') : undefined;
  };
  const access: ServerAccess = {
    server: String(cluster.server).replace(/\/$/, ''),
    token: user.token,
    ca: await pem(cluster, 'certificate-authority'),
    clientCertificate: await pem(user, 'client-certificate'),
    clientKey: await pem(user, 'client-key'),
    insecureSkipTlsVerify: cluster['insecure-skip-tls-verify'] === true,
  };
  if (!access.token && !access.clientCertificate) {
    throw new Error(
      `The user of ${path} has neither a token nor a client certificate`,
    );
  }
  return access;
}

function named(list: Fields[] | undefined, name: string): Fields {
  const found = (list ?? []).find(entry => entry.name === name);
  if (!found) {
    throw new Error(`The kubeconfig has no entry with the name ${name}`);
  }
  return found;
}
