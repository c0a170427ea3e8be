import { ClusterWriter } from './ClusterWriter';

/** Creates a namespace unless it is there. */
export function ensureNamespace(
  writer: ClusterWriter,
  name: string,
  labels?: Record<string, string>,
): void {
  const key = { group: '', kind: 'Namespace', namespace: '', name };
  if (!writer.api.get(key)) {
    writer.plain(
      {
        apiVersion: 'v1',
        kind: 'Namespace',
        metadata: { name, ...(labels && { labels }) },
      },
      'kustomize-controller',
    );
  }
}
