import type { Knex } from 'knex';
import { isPostgres } from './isPostgres';

/**
 * Sets SQLite up for an index that is written all the time: readers do not wait for writers, and a commit does not wait for
 * the disk (https://www.sqlite.org/wal.html). After a power failure the last commits may be missing; the sync finds them again.
 */
export async function prepareSqlite(knex: Knex): Promise<void> {
  if (isPostgres(knex)) return;
  await knex.raw('pragma journal_mode = wal');
  await knex.raw('pragma synchronous = normal');
  // Pages change many times while an index is filled: they are written back seldom (16 MiB of 4 KiB pages), and kept near.
  await knex.raw('pragma wal_autocheckpoint = 4096');
  await knex.raw('pragma cache_size = -16384');
}
