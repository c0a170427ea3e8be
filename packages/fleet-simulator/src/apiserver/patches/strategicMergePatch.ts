import { isPlainObject } from '../managedFields/isPlainObject';
import { itemElement, listShape } from '../managedFields/listShape';

/** Lists of the built-in kinds that replace as a whole although server-side apply merges them by key. */
const SINGLE_KEY: Readonly<Record<string, string>> = {
  'f:ports': 'containerPort',
};

/**
 * Applies a strategic merge patch to an object of a built-in kind: as a merge patch, but keyed lists merge by item, with the
 * directives `$patch: delete | replace`, `$retainKeys` and `$setElementOrder/...` (the last two are read over: the order of
 * items is that of the target, new ones at the end). The target is not changed.
 */
export function strategicMergePatch(
  target: unknown,
  patch: unknown,
  path: readonly string[] = [],
): unknown {
  if (Array.isArray(patch)) {
    return mergeList(target, patch, path);
  }
  if (!isPlainObject(patch)) {
    return patch;
  }
  if (patch.$patch === 'replace') {
    const { $patch: _directive, ...replacement } = patch;
    return replacement;
  }
  const result: Record<string, unknown> = isPlainObject(target)
    ? { ...target }
    : {};
  for (const [name, value] of Object.entries(patch)) {
    if (name.startsWith('$')) {
      continue;
    }
    if (value === null) {
      delete result[name];
    } else {
      result[name] = strategicMergePatch(result[name], value, [
        ...path,
        `f:${name}`,
      ]);
    }
  }
  return result;
}

function mergeList(
  target: unknown,
  patch: unknown[],
  path: readonly string[],
): unknown[] {
  const shape = listShape({ custom: false, path });
  if (shape.kind === 'atomic' || !Array.isArray(target)) {
    return patch;
  }
  const single = SINGLE_KEY[path[path.length - 1]];
  const keyed =
    single && shape.kind === 'keyed' && shape.keys.includes(single)
      ? ({ kind: 'keyed', keys: [single] } as const)
      : shape;
  const result = [...target];
  for (const item of patch) {
    if (isPlainObject(item) && item.$patch === 'replace') {
      return patch.filter(other => other !== item);
    }
    const element = itemElement(keyed, item);
    const index = result.findIndex(
      other => itemElement(keyed, other) === element,
    );
    if (isPlainObject(item) && item.$patch === 'delete') {
      if (index >= 0) {
        result.splice(index, 1);
      }
    } else if (index < 0) {
      result.push(item);
    } else {
      result[index] = strategicMergePatch(result[index], item, [
        ...path,
        element ?? '',
      ]);
    }
  }
  return result;
}
