import type { Knex } from 'knex';
import { isPostgres } from './isPostgres';

/**
 * Leaves the rows whose column of labels holds a key, with the value where one is asked for.
 * SQLite keeps labels as `JSON.stringify` writes them: the pair is found in the text. A quote within a key or a value is
 * escaped, so that one after a brace or a comma can only begin a key.
 */
export function whereLabel(
  knex: Knex,
  query: Knex.QueryBuilder,
  column: string,
  label: { key: string; value?: string },
): void {
  const { key, value } = label;
  if (isPostgres(knex)) {
    if (value === undefined) {
      query.whereRaw('jsonb_exists(??, ?)', [column, key]);
    } else {
      query.whereRaw('?? @> ?::jsonb', [
        column,
        JSON.stringify({ [key]: value }),
      ]);
    }
    return;
  }
  const pair = `${JSON.stringify(key)}:${
    value === undefined ? '' : JSON.stringify(value)
  }`;
  // Looked for first, for it is quicker; but it takes upper and lower case for the same.
  const pattern = `%${pair.replace(/[\\%_]/g, '\\$&')}%`;
  query.whereRaw(
    `(?? like ? escape '\\' and (instr(??, ?) > 0 or instr(??, ?) > 0))`,
    [column, pattern, column, `{${pair}`, column, `,${pair}`],
  );
}
