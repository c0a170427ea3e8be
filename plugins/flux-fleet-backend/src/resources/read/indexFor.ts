import type { Knex } from 'knex';
import { isPostgres } from '../../database/isPostgres';

/** The indexes of migration 20261121160000, which hold all that is filtered, sorted and counted by. */
const INDEXES = {
  reading: 'resources_reading_index',
  /** With labels and what free text is looked for in. */
  texts: 'resources_texts_index',
} as const;

/**
 * The table of resources as `r`, to be read from one of its indexes. PostgreSQL knows by its statistics which one to take;
 * SQLite has none, and may take the larger one or the table.
 */
export function indexFor(knex: Knex, index: keyof typeof INDEXES): Knex.Raw {
  return isPostgres(knex)
    ? knex.raw('resources as r')
    : knex.raw('resources as r indexed by ??', [INDEXES[index]]);
}
