import type { ResourceName } from '../api/FluxResource';

/** What Kubernetes lets names consist of: nothing to encode. */
const PLAIN = /^[A-Za-z0-9.-]*$/;

function encode(part: string): string {
  return PLAIN.test(part) ? part : encodeURIComponent(part);
}

/**
 * The resource reference of a Flux resource for permissions: `cluster/group/kind/namespace/name`, each part
 * percent-encoded.
 *
 * @public
 */
export function stringifyResourceRef(resource: ResourceName): string {
  const { cluster, group, kind, namespace, name } = resource;
  return `${encode(cluster)}/${encode(group)}/${encode(kind)}/${encode(
    namespace,
  )}/${encode(name)}`;
}

/**
 * Reads what {@link stringifyResourceRef} writes; undefined for anything else.
 *
 * @public
 */
export function parseResourceRef(ref: string): ResourceName | undefined {
  const parts = ref.split('/');
  if (parts.length !== 5) return undefined;
  try {
    const [cluster, group, kind, namespace, name] =
      parts.map(decodeURIComponent);
    return cluster && group && kind && name
      ? { cluster, group, kind, namespace, name }
      : undefined;
  } catch {
    return undefined;
  }
}
