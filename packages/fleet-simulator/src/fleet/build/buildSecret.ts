import { ClusterWriter } from './ClusterWriter';

/** Creates a secret. Only that it exists matters, so its value says that it is none. */
export function buildSecret(
  writer: ClusterWriter,
  secret: { namespace: string; name: string; keys: string[] },
): void {
  writer.plain(
    {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: secret.name, namespace: secret.namespace },
      type: 'Opaque',
      data: Object.fromEntries(
        secret.keys.map(key => [
          key,
          Buffer.from('simulated').toString('base64'),
        ]),
      ),
    },
    'kubectl',
  );
}
