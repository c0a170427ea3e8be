import { isDeepStrictEqual } from 'node:util';

import { collectFields, isUnowned } from './collectFields';
import { FieldSet } from './FieldSet';
import { isPlainObject } from './isPlainObject';
import { isAtomicMap, itemElement, listShape } from './listShape';

/** Which fields a write touched. */
export interface FieldChanges {
  /** Added ones and those with another value. */
  readonly changed: FieldSet;
  readonly removed: FieldSet;
}

/** Compares two states of an object, field by field. */
export function compareFields(
  before: unknown,
  after: unknown,
  options: { custom: boolean },
): FieldChanges {
  const { custom } = options;
  const changed: string[][] = [];
  const removed: string[][] = [];
  const all = (value: unknown, path: readonly string[]) =>
    collectFields(value, { custom, containers: true, path });

  function visitMaps(
    old: ReadonlyMap<string, unknown>,
    now: ReadonlyMap<string, unknown>,
    path: readonly string[],
  ): void {
    for (const [element, value] of now) {
      const childPath = [...path, element];
      if (old.has(element)) {
        visit(old.get(element), value, childPath);
      } else {
        changed.push(...all(value, childPath));
      }
    }
    for (const [element, value] of old) {
      if (!now.has(element)) {
        removed.push(...all(value, [...path, element]));
      }
    }
  }

  function visit(old: unknown, now: unknown, path: readonly string[]): void {
    if (old === now || isUnowned(path)) {
      return;
    }
    if (
      isPlainObject(old) &&
      isPlainObject(now) &&
      !isAtomicMap({ custom, path })
    ) {
      visitMaps(fieldsOf(old), fieldsOf(now), path);
      return;
    }
    if (Array.isArray(old) && Array.isArray(now)) {
      const oldItems = itemsOf(old, { custom, path });
      const newItems = itemsOf(now, { custom, path });
      if (oldItems && newItems) {
        visitMaps(oldItems, newItems, path);
        return;
      }
    }
    if (!isDeepStrictEqual(old, now)) {
      changed.push([...path]);
      const stillThere = FieldSet.of(all(now, path));
      removed.push(...all(old, path).filter(gone => !stillThere.has(gone)));
      changed.push(...stillThere.paths());
    }
  }

  visit(before, after, []);
  return { changed: FieldSet.of(changed), removed: FieldSet.of(removed) };
}

function fieldsOf(value: Record<string, unknown>): Map<string, unknown> {
  return new Map(
    Object.entries(value).map(([name, child]) => [`f:${name}`, child]),
  );
}

/** A list's items by their path element; undefined when the list is one value. */
function itemsOf(
  list: unknown[],
  place: { custom: boolean; path: readonly string[] },
): Map<string, unknown> | undefined {
  const shape = listShape(place);
  if (shape.kind === 'atomic') {
    return undefined;
  }
  const items = new Map<string, unknown>();
  for (const item of list) {
    const element = itemElement(shape, item);
    if (element === undefined) {
      return undefined;
    }
    items.set(element, item);
  }
  return items;
}
