import type { Knex } from 'knex';
import { isPostgres } from './isPostgres';

/**
 * The time of the database in milliseconds since 1970, as an expression. Replicas share it, whatever their own clocks say.
 * Within a transaction of PostgreSQL it moves on, unlike `now()`.
 */
export function databaseClock(knex: Knex): Knex.Raw {
  return knex.raw(
    isPostgres(knex)
      ? '(extract(epoch from clock_timestamp()) * 1000)::bigint'
      : "cast(unixepoch('subsec') * 1000 as integer)",
  );
}
