import { stringify } from 'yaml';

const COMMENT = `# kubectl sends no token over plain HTTP, so each server's path carries it; other clients may send it as usual.
`;

/** The path below a cluster's own under which its API needs no header: the token is in it. */
export function pathWithToken(token: string): string {
  return `/token/${encodeURIComponent(token)}`;
}

/** A kubeconfig (YAML) with a context for each cluster, named as the cluster is; the first one is current. */
export function createKubeconfig(
  clusters: Array<{
    name: string;
    server: string;
    token: string;
    certificateAuthority?: string;
  }>,
): string {
  const config = stringify({
    apiVersion: 'v1',
    kind: 'Config',
    clusters: clusters.map(({ name, server, token, certificateAuthority }) => ({
      name,
      cluster: certificateAuthority
        ? {
            server,
            'certificate-authority-data':
              Buffer.from(certificateAuthority).toString('base64'),
          }
        : { server: `${server}${pathWithToken(token)}` },
    })),
    users: clusters.map(({ name, token }) => ({ name, user: { token } })),
    contexts: clusters.map(({ name }) => ({
      name,
      context: { cluster: name, user: name },
    })),
    'current-context': clusters[0]?.name ?? '',
  });
  const isPlain = clusters.some(cluster => !cluster.certificateAuthority);
  return isPlain ? COMMENT + config : config;
}
