import { isPlainObject } from '../managedFields/isPlainObject';

/** Applies a JSON merge patch (RFC 7386); the target is not changed. */
export function mergePatch(target: unknown, patch: unknown): unknown {
  if (!isPlainObject(patch)) {
    return patch;
  }
  const result: Record<string, unknown> = isPlainObject(target)
    ? { ...target }
    : {};
  for (const [name, value] of Object.entries(patch)) {
    if (value === null) {
      delete result[name];
    } else {
      // Defined, not assigned: `__proto__` is a name like any other.
      Object.defineProperty(result, name, {
        value: mergePatch(
          Object.hasOwn(result, name) ? result[name] : undefined,
          value,
        ),
        enumerable: true,
        configurable: true,
        writable: true,
      });
    }
  }
  return result;
}
