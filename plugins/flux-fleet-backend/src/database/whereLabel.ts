import type { Knex } from 'knex';
import { isPostgres } from './isPostgres';

/**
 * Leaves the rows whose column of labels holds a key, with the value where one is asked for.
 * SQLite walks the labels with `json_each`: its JSON paths cannot quote every key.
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
  // Finding the pair as it is written is quick, and tells most rows off; a key could still hold it as part of itself.
  query.whereRaw('instr(??, ?) > 0', [
    column,
    `${JSON.stringify(key)}:${
      value === undefined ? '' : JSON.stringify(value)
    }`,
  ]);
  query.whereRaw(
    `exists (select 1 from json_each(??) where "key" = ?${
      value === undefined ? '' : ' and "value" = ?'
    })`,
    value === undefined ? [column, key] : [column, key, value],
  );
}
