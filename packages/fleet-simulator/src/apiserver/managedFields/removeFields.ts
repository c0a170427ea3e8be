import { isPlainObject } from './isPlainObject';
import { isAtomicMap, itemElement, listShape } from './listShape';

/**
 * Removes the fields at these paths from an object (in place), and the maps and lists that become empty by it
 * unless `keep` says that somebody owns them.
 */
export function removeFields(
  object: Record<string, unknown>,
  paths: string[][],
  options: { custom: boolean; keep: (path: readonly string[]) => boolean },
): void {
  const items = paths.filter(path => !isField(path));
  const fields = paths.filter(isField);
  // Items go as a whole, while they still have the fields that they are found by.
  items.sort((a, b) => a.length - b.length);
  fields.sort((a, b) => b.length - a.length);
  for (const path of [...items, ...fields]) {
    removeAt(object, path, 0, options);
  }
}

function isField(path: readonly string[]): boolean {
  return path[path.length - 1].startsWith('f:');
}

/** Removes one path below `node`; says whether `node` became empty by it. */
function removeAt(
  node: unknown,
  path: readonly string[],
  depth: number,
  options: { custom: boolean; keep: (path: readonly string[]) => boolean },
): boolean {
  const element = path[depth];
  const here = path.slice(0, depth + 1);
  const isLast = depth === path.length - 1;
  if (isPlainObject(node)) {
    const name = element.slice(2);
    if (!Object.hasOwn(node, name)) {
      return false;
    }
    const child = node[name];
    const goes = isLast
      ? isAtomicMap({ custom: options.custom, path: here }) || isEmptied(child)
      : removeAt(child, path, depth + 1, options) && !options.keep(here);
    if (goes) {
      delete node[name];
    }
    return Object.keys(node).length === 0;
  }
  if (Array.isArray(node)) {
    const shape = listShape({
      custom: options.custom,
      path: path.slice(0, depth),
    });
    const index = node.findIndex(item => itemElement(shape, item) === element);
    if (index < 0) {
      return false;
    }
    if (isLast) {
      node.splice(index, 1);
    } else {
      removeAt(node[index], path, depth + 1, options);
    }
    return node.length === 0;
  }
  return false;
}

/** A map that still holds fields of others stays. */
function isEmptied(child: unknown): boolean {
  return !isPlainObject(child) || Object.keys(child).length === 0;
}
