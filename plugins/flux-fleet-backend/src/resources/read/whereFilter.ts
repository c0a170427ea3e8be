import type { ResourceFilter } from '@flux-fleet/backstage-plugin-flux-fleet-common';
import type { Knex } from 'knex';
import { parseLabel } from '../../database/parseLabel';
import { whereLabel } from '../../database/whereLabel';

const COLUMNS = {
  cluster: 'r.cluster',
  environment: 'c.environment',
  kind: 'r.kind',
  namespace: 'r.namespace',
  name: 'r.name',
  status: 'r.status',
} as const;

/** Leaves the rows that a filter asks for; `r` is the table of resources, `c` that of clusters. */
export function whereFilter(
  knex: Knex,
  query: Knex.QueryBuilder,
  filter: ResourceFilter,
): void {
  for (const [field, column] of Object.entries(COLUMNS)) {
    const values = filter[field as keyof typeof COLUMNS];
    if (values !== undefined) query.whereIn(column, values);
  }
  for (const label of filter.label ?? []) {
    whereLabel(knex, query, 'r.labels', parseLabel(label));
  }
  // Every word must be found, in any order: "failed checkout" finds "failed to checkout".
  for (const word of (filter.q ?? '').toLowerCase().split(/\s+/)) {
    if (word !== '') {
      const pattern = `%${word.replace(/[\\%_]/g, '\\$&')}%`;
      query.whereRaw(`r.search like ? escape '\\'`, [pattern]);
    }
  }
}
