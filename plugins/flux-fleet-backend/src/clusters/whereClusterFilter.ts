import type { Knex } from 'knex';
import { parseLabel } from '../database/parseLabel';
import { whereLabel } from '../database/whereLabel';
import type { ClusterFilter } from './types';

const SEARCHED = ['c.name', 'c.title', 'c.dns', 'c.environment'];

/** Leaves the rows that a filter asks for; `c` and `h` are clusters and their health. */
export function whereClusterFilter(
  knex: Knex,
  query: Knex.QueryBuilder,
  filter: ClusterFilter,
): void {
  if (filter.environment) query.whereIn('c.environment', filter.environment);
  if (filter.health) query.whereIn('h.state', filter.health);
  for (const label of filter.label ?? []) {
    whereLabel(knex, query, 'c.labels', parseLabel(label));
  }
  for (const word of (filter.q ?? '').toLowerCase().split(/\s+/)) {
    if (word === '') continue;
    const pattern = `%${word.replace(/[\\%_]/g, '\\$&')}%`;
    query.where(either => {
      for (const column of SEARCHED) {
        either.orWhereRaw(`lower(??) like ? escape '\\'`, [column, pattern]);
      }
    });
  }
}
