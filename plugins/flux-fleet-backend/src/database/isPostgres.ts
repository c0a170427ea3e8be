import type { Knex } from 'knex';

/** Whether the database is PostgreSQL; the other one is SQLite. */
export function isPostgres(knex: Knex): boolean {
  return knex.client.config.client === 'pg';
}
