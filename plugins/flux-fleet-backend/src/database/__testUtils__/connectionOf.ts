import type { Knex } from 'knex';

/** How a client is connected to PostgreSQL, with the password, which knex hides from enumeration. */
export function connectionOf(knex: Knex): Record<string, unknown> {
  const { connection } = knex.client.config;
  return { ...connection, password: connection.password };
}
