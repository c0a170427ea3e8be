import { isPlainObject } from './isPlainObject';
import { isAtomicMap, itemElement, listShape } from './listShape';

/** What everybody writes and nobody owns. */
const UNOWNED = new Set([
  'creationTimestamp',
  'deletionGracePeriodSeconds',
  'deletionTimestamp',
  'generation',
  'managedFields',
  'name',
  'namespace',
  'resourceVersion',
  'selfLink',
  'uid',
]);

/** Whether a field at this path has no owner: the object's identity and what the server writes. */
export function isUnowned(path: readonly string[]): boolean {
  if (path.length === 1) {
    return path[0] === 'f:apiVersion' || path[0] === 'f:kind';
  }
  return (
    path.length === 2 &&
    path[0] === 'f:metadata' &&
    UNOWNED.has(path[1].slice(2))
  );
}

/**
 * The paths of a value's fields: its leaves (scalars, atomic lists and maps, empty maps) and its keyed items.
 *
 * @param options.containers - also the maps and lists that hold them: what an update that adds them comes to own
 */
export function collectFields(
  value: unknown,
  options: { custom: boolean; containers: boolean; path?: readonly string[] },
): string[][] {
  const { custom, containers } = options;
  const paths: string[][] = [];
  const visit = (node: unknown, path: readonly string[]) => {
    if (isUnowned(path)) {
      return;
    }
    if (isPlainObject(node) && !isAtomicMap({ custom, path })) {
      const entries = Object.entries(node);
      const isItem = path[path.length - 1]?.startsWith('k:') ?? false;
      if (path.length > 0 && (entries.length === 0 || containers || isItem)) {
        if (!isRoot(path)) {
          paths.push([...path]);
        }
      }
      for (const [name, child] of entries) {
        visit(child, [...path, `f:${name}`]);
      }
      return;
    }
    if (Array.isArray(node)) {
      const shape = listShape({ custom, path });
      const elements = node.map(item => itemElement(shape, item));
      if (
        shape.kind !== 'atomic' &&
        elements.every(element => element !== undefined)
      ) {
        if (containers || node.length === 0) {
          paths.push([...path]);
        }
        node.forEach((item, index) => {
          const itemPath = [...path, elements[index]!];
          if (shape.kind === 'set') {
            paths.push(itemPath);
          } else {
            visit(item, itemPath);
          }
        });
        return;
      }
    }
    paths.push([...path]);
  };
  visit(value, options.path ?? []);
  return paths;
}

/** `metadata` is there anyway: owning its fields does not mean owning it. */
function isRoot(path: readonly string[]): boolean {
  return path.length === 1 && path[0] === 'f:metadata';
}
