import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { InputError } from '@backstage/errors';
import type { ClusterConnection } from '@flux-fleet/backstage-plugin-flux-fleet-node';
import { parse } from 'yaml';

const MAXIMUM_LENGTH = 1024 * 1024;

type Json = Record<string, unknown>;

function record(value: unknown): Json {
  return typeof value === 'object' && value !== null ? (value as Json) : {};
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function entry(list: unknown, name: string, field: string): Json | undefined {
  const found = (Array.isArray(list) ? list : []).find(
    candidate => record(candidate).name === name,
  );
  return found && record(record(found)[field]);
}

async function readFileOf(field: string, path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch {
    throw new InputError(
      `The file that the kubeconfig names in ${field} cannot be read: ${path}; check that it is there and that the backend may read it`,
    );
  }
}

/** Reads `<field>-data` (base64), or the file in `<field>` where files may be read. */
async function material(
  from: Json,
  field: string,
  folder: string | undefined,
): Promise<string | undefined> {
  const data = text(from[`${field}-data`]);
  if (data) return Buffer.from(data, 'base64').toString('utf8');
  const path = text(from[field]);
  if (!path) return undefined;
  if (folder === undefined) {
    throw new InputError(
      `The kubeconfig reads the file in ${field}, which only a kubeconfigFile may do; embed it as ${field}-data (kubectl config view --raw --flatten)`,
    );
  }
  return readFileOf(field, resolve(folder, path));
}

async function readToken(
  user: Json,
  folder: string | undefined,
): Promise<string | undefined> {
  const token = text(user.token);
  const file = text(user.tokenFile);
  if (token || !file) return token;
  if (folder === undefined) {
    throw new InputError(
      'The kubeconfig reads the file in tokenFile, which only a kubeconfigFile may do; put the token itself there',
    );
  }
  return (await readFileOf('tokenFile', resolve(folder, file))).trim();
}

function refuseUnsafe(user: Json, cluster: Json, skipTlsVerify: boolean): void {
  const useToken =
    'create a service account for Flux Fleet and use its token instead';
  if (user.exec !== undefined) {
    throw new InputError(
      `The kubeconfig runs a program to sign in (exec), which is refused; ${useToken}`,
    );
  }
  if (user['auth-provider'] !== undefined) {
    throw new InputError(
      `The kubeconfig signs in through an auth-provider, which is refused; ${useToken}`,
    );
  }
  if (user.username !== undefined || user.password !== undefined) {
    throw new InputError(
      `The kubeconfig signs in with a password, which Kubernetes no longer takes; ${useToken}`,
    );
  }
  if (cluster['proxy-url'] !== undefined) {
    throw new InputError(
      'The kubeconfig goes through a proxy (proxy-url), which is not supported; remove it',
    );
  }
  if (cluster['insecure-skip-tls-verify'] === true && !skipTlsVerify) {
    throw new InputError(
      'The kubeconfig does not verify certificates (insecure-skip-tls-verify), which is refused; give its certificate-authority-data, or set skipTlsVerify for the cluster in app-config',
    );
  }
}

/**
 * Reads a kubeconfig and rebuilds the connection of one context from an allow-list: server, CA, token, client certificate
 * and TLS server name. Everything else in it is dropped, and what would run programs or read files is refused.
 * It is parsed as plain YAML: a client library would resolve the very things that are refused here.
 * Throws InputError with the reason and the next step; the message holds nothing of the content.
 *
 * @param options - `folder`: the folder that relative paths in it are read from; files are refused when it is missing
 */
export async function readKubeconfig(options: {
  kubeconfig: string;
  context?: string;
  folder?: string;
  skipTlsVerify: boolean;
}): Promise<ClusterConnection> {
  const { kubeconfig, folder, skipTlsVerify } = options;
  if (kubeconfig.length > MAXIMUM_LENGTH) {
    throw new InputError('The kubeconfig is larger than 1 MiB');
  }
  let config: Json;
  try {
    config = record(parse(kubeconfig, { logLevel: 'error' }));
  } catch {
    // The parser's message quotes the content, and with it secrets.
    throw new InputError('The kubeconfig is not valid YAML');
  }
  const name = options.context ?? text(config['current-context']);
  if (!name) {
    throw new InputError(
      'The kubeconfig has no current-context; name one in context',
    );
  }
  const context = entry(config.contexts, name, 'context');
  if (!context) {
    throw new InputError(`The kubeconfig has no context named ${name}`);
  }
  const cluster = entry(
    config.clusters,
    text(context.cluster) ?? '',
    'cluster',
  );
  if (!cluster) {
    throw new InputError(
      `The kubeconfig has no cluster for its context ${name}`,
    );
  }
  const user = entry(config.users, text(context.user) ?? '', 'user') ?? {};
  refuseUnsafe(user, cluster, skipTlsVerify);
  const server = text(cluster.server);
  if (!server) throw new InputError('The kubeconfig names no server');
  const certificate = await material(user, 'client-certificate', folder);
  const key = await material(user, 'client-key', folder);
  if ((certificate === undefined) !== (key === undefined)) {
    throw new InputError(
      `The kubeconfig has a ${
        certificate
          ? 'client certificate without its key'
          : 'client key without its certificate'
      }; give both, or a token`,
    );
  }
  return {
    server,
    certificateAuthority: await material(
      cluster,
      'certificate-authority',
      folder,
    ),
    token: await readToken(user, folder),
    clientCertificate: certificate && key ? { certificate, key } : undefined,
    tlsServerName: text(cluster['tls-server-name']),
    skipTlsVerify: skipTlsVerify || undefined,
  };
}
