import {
  STATUSES,
  type ResourceFilter,
} from '@flux-fleet/backstage-plugin-flux-fleet-common';
import type { Knex } from 'knex';
import { parseLabel } from '../../database/parseLabel';
import { whereLabel } from '../../database/whereLabel';
import { whereCluster } from './whereCluster';

const COLUMNS = {
  cluster: 'r.cluster',
  kind: 'r.kind',
  namespace: 'r.namespace',
  name: 'r.name',
} as const;

/** Leaves the rows that a filter asks for; `r` is the table of resources. */
export function whereFilter(
  knex: Knex,
  query: Knex.QueryBuilder,
  filter: ResourceFilter,
): void {
  for (const [field, column] of Object.entries(COLUMNS)) {
    const values = filter[field as keyof typeof COLUMNS];
    if (values !== undefined) query.whereIn(column, values);
  }
  const { environment, status } = filter;
  if (environment !== undefined) {
    whereCluster(knex, query, clusters =>
      clusters.whereIn('of.environment', environment),
    );
  }
  if (status !== undefined) {
    // The index holds statuses by their urgency.
    query.whereIn(
      'r.urgency',
      status.map(one => STATUSES.indexOf(one)),
    );
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
