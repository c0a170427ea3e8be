import type { Condition, FluxObject } from './FluxObject';

/** The value as a record, or an empty one: clusters may hold anything. */
export function record(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : {};
}

/** The value as a list, or an empty one. */
export function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

/** The value when it is a string with something in it. */
export function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/**
 * The well-formed conditions of an object, in their order.
 *
 * @public
 */
export function readConditions(object: FluxObject): Condition[] {
  return list(object.status?.conditions).flatMap(entry => {
    const { type, status, reason, message, lastTransitionTime, ...rest } =
      record(entry);
    if (
      typeof type !== 'string' ||
      (status !== 'True' && status !== 'False' && status !== 'Unknown')
    ) {
      return [];
    }
    const { observedGeneration } = rest;
    return [
      {
        type,
        status,
        reason: text(reason),
        message: text(message),
        lastTransitionTime: text(lastTransitionTime),
        observedGeneration:
          typeof observedGeneration === 'number'
            ? observedGeneration
            : undefined,
      },
    ];
  });
}
