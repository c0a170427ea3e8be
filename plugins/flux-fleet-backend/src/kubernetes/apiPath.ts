import type { ListPath, ObjectPath } from './types';

/** The path of a list, or of an object, below the address of an API server; every part is percent-encoded. */
export function apiPath(path: ListPath | ObjectPath): string {
  const { group, version, plural, namespace } = path;
  return [
    ...(group ? ['apis', group] : ['api']),
    version,
    ...(namespace ? ['namespaces', namespace] : []),
    plural,
    ...('name' in path ? [path.name] : []),
  ]
    .map(part => `/${encodeURIComponent(part)}`)
    .join('');
}
