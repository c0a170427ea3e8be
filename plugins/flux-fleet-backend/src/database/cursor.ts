import { InputError } from '@backstage/errors';
import { z } from 'zod';

/** Where a page ended: the order it was read in, and the key of its last row in that order. */
export interface Cursor {
  sort: string;
  key: Array<string | number>;
}

const MAXIMUM_LENGTH = 8192;

const cursorSchema = z.strictObject({
  sort: z.string(),
  key: z.array(
    z.union([
      z.string().refine(text => !text.includes('\0')),
      z.number().int().min(-32768).max(32767),
    ]),
  ),
});

/** Writes a cursor as opaque text that needs no escaping in a URL. */
export function encodeCursor(cursor: Cursor): string {
  return Buffer.from(JSON.stringify(cursor), 'utf8').toString('base64url');
}

/**
 * Reads what {@link encodeCursor} wrote.
 * Throws InputError for anything else, and for a cursor of another order than the one asked for.
 *
 * @param template - For each part of the key, the type that its column has
 */
export function decodeCursor(
  text: string,
  expected: { sort: string; template: ReadonlyArray<'string' | 'number'> },
): Cursor {
  const malformed = () =>
    new InputError(
      'The cursor is not one of this list; start again without it',
    );
  if (text.length > MAXIMUM_LENGTH) throw malformed();
  let parsed: unknown;
  try {
    parsed = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
  } catch {
    throw malformed();
  }
  const { success, data } = cursorSchema.safeParse(parsed);
  if (!success) throw malformed();
  if (data.sort !== expected.sort) {
    throw new InputError(
      'The cursor belongs to another sort order; start again without it',
    );
  }
  const fits =
    data.key.length === expected.template.length &&
    data.key.every((part, i) => typeof part === expected.template[i]);
  if (!fits) throw malformed();
  return data;
}
