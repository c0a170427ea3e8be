import type { ResourceName } from '../api/FluxResource';

/**
 * The resource reference of a Flux resource for permissions: `cluster/group/kind/namespace/name`, each part
 * percent-encoded.
 *
 * @public
 */
export function stringifyResourceRef(resource: ResourceName): string {
  const { cluster, group, kind, namespace, name } = resource;
  return [cluster, group, kind, namespace, name]
    .map(encodeURIComponent)
    .join('/');
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
