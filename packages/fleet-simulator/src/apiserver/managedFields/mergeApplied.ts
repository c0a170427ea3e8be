import { isPlainObject } from './isPlainObject';
import { isAtomicMap, itemElement, listShape } from './listShape';

/**
 * Merges an applied configuration into a live value: maps by field, keyed lists and sets by item, everything else is replaced.
 * Fields that the configuration leaves out stay; null means "left out".
 */
export function mergeApplied(
  live: unknown,
  applied: unknown,
  place: { custom: boolean; path: readonly string[] },
): unknown {
  const { custom, path } = place;
  if (isPlainObject(applied) && !isAtomicMap(place)) {
    const result: Record<string, unknown> = isPlainObject(live)
      ? { ...live }
      : {};
    for (const [name, value] of Object.entries(applied)) {
      if (value !== null) {
        result[name] = mergeApplied(result[name], value, {
          custom,
          path: [...path, `f:${name}`],
        });
      }
    }
    return result;
  }
  if (Array.isArray(applied) && Array.isArray(live)) {
    const shape = listShape(place);
    const elements = applied.map(item => itemElement(shape, item));
    const isKeyed = elements.every(element => element !== undefined);
    if (shape.kind !== 'atomic' && isKeyed) {
      const result = [...live];
      const positions = new Map(
        live.map((item, index) => [itemElement(shape, item), index]),
      );
      applied.forEach((item, index) => {
        const element = elements[index]!;
        const position = positions.get(element);
        if (position === undefined) {
          positions.set(element, result.length);
          result.push(item);
        } else {
          result[position] = mergeApplied(result[position], item, {
            custom,
            path: [...path, element],
          });
        }
      });
      return result;
    }
  }
  return applied;
}
