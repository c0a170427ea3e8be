import type { ResourceName } from '@flux-fleet/backstage-plugin-flux-fleet-common';
import type { Knex } from 'knex';
import { isPostgres } from '../../database/isPostgres';

const KEY = ['cluster', 'api_group', 'kind', 'namespace', 'name'];

function valuesOf(name: ResourceName): string[] {
  return [name.cluster, name.group, name.kind, name.namespace, name.name];
}

/** How many names one query takes: SQLite has at most 32,766 variables. */
export const NAMES_PER_QUERY = 500;

/**
 * The rows of `resources` with one of the names; at most {@link NAMES_PER_QUERY}. PostgreSQL gets them as arrays, so that
 * the statement is the same for any number of them; SQLite as a list of values.
 */
export function namedRows(
  knex: Knex,
  names: ResourceName[],
): Knex.QueryBuilder {
  const query = knex('resources');
  if (!isPostgres(knex)) return query.whereIn(KEY, names.map(valuesOf));
  const columns = KEY.map((_, i) => names.map(name => valuesOf(name)[i]));
  return query.whereRaw(
    `(${KEY.join(', ')}) in (select * from unnest(${KEY.map(
      () => '?::text[]',
    ).join(', ')}))`,
    columns as never,
  );
}
