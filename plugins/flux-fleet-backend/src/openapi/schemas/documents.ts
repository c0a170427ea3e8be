import type { z } from 'zod';

/** The type with nothing optional at any depth: an optional field that one side lacks then shows. */
type Whole<T> = T extends object ? { [K in keyof T]-?: Whole<T[K]> } : T;

/** True when each of two types can stand for the other. */
type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false;

/**
 * Ties a schema to the type that it documents: it does not compile when one of the two has a field, a union member or an
 * optional that the other one lacks.
 */
export function documents<T>() {
  return <TSchema extends z.ZodType<T>>(
    schema: [
      Same<z.infer<TSchema>, T>,
      Same<Whole<z.infer<TSchema>>, Whole<T>>,
    ] extends [true, true]
      ? TSchema
      : never,
  ): TSchema => schema;
}
