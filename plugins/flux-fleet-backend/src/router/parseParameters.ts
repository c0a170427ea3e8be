import { InputError } from '@backstage/errors';
import { z } from 'zod';
import type { ObjectSchema } from '../openapi/defineOperation';

function isList(schema: z.core.$ZodType | undefined): boolean {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault) {
    return isList(schema.unwrap());
  }
  return schema instanceof z.ZodArray;
}

/** Says what is wrong, naming each parameter; never repeats what was sent. */
function describe(error: z.ZodError): string {
  return error.issues
    .map(issue => {
      if (issue.code === 'unrecognized_keys') {
        return `unknown parameter ${issue.keys.join(', ')}`;
      }
      return `${String(issue.path[0] ?? 'the request')}: ${issue.message}`;
    })
    .join('; ');
}

/**
 * Parses the query string of a request by a schema: parameters that are lists in the schema may be repeated, others may
 * not. Throws InputError, naming the parameters, for unknown, repeated and malformed ones.
 */
export function parseQuery<TSchema extends ObjectSchema>(
  search: URLSearchParams,
  schema: TSchema,
): z.infer<TSchema> {
  const values: Record<string, string | string[]> = Object.create(null);
  for (const name of new Set(search.keys())) {
    const all = search.getAll(name);
    if (
      isList(Object.hasOwn(schema.shape, name) ? schema.shape[name] : undefined)
    ) {
      values[name] = all;
    } else if (all.length > 1) {
      throw new InputError(`Bad request: ${name} may be given only once`);
    } else {
      [values[name]] = all;
    }
  }
  return parseParameters({ ...values }, schema);
}

/** Parses parameters by a schema. Throws InputError, naming them, for unknown and malformed ones. */
export function parseParameters<TSchema extends ObjectSchema>(
  values: unknown,
  schema: TSchema,
): z.infer<TSchema> {
  const parsed = schema.safeParse(values);
  if (!parsed.success) {
    throw new InputError(`Bad request: ${describe(parsed.error)}`);
  }
  return parsed.data;
}
