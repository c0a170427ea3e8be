import type { Knex } from 'knex';
import { isPostgres } from '../../database/isPostgres';

/**
 * Reads with PostgreSQL told that the index is in memory, as it is: by its defaults, made for disks that turn, it would
 * rather read the whole table, which takes twice as long.
 */
export function planForMemory<T>(
  knex: Knex,
  read: (knex: Knex) => Promise<T>,
): Promise<T> {
  if (!isPostgres(knex)) return read(knex);
  return knex.transaction(async trx => {
    await trx.raw('set local random_page_cost = 1.1');
    return read(trx);
  });
}
