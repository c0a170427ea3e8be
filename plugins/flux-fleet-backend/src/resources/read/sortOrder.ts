import type {
  ResourceSort,
  ResourceSortField,
} from '@flux-fleet/backstage-plugin-flux-fleet-common';

/** The columns that order a list, all in one direction. Together they name one row: their values are the cursor. */
export interface SortOrder {
  columns: readonly string[];
  direction: 'asc' | 'desc';
}

/** What names a row of `resources`. */
export const PRIMARY_KEY = [
  'r.cluster',
  'r.api_group',
  'r.kind',
  'r.namespace',
  'r.name',
] as const;

const SORT_COLUMN: Record<ResourceSortField, string> = {
  status: 'r.urgency',
  name: 'r.name',
  kind: 'r.kind',
  namespace: 'r.namespace',
  cluster: 'r.cluster',
  environment: 'c.environment',
  since: 'r.since',
  revision: 'r.short_revision',
};

/**
 * The order of a sort: its column, then the primary key, so that equal rows have a place of their own. Rows equal in
 * the column stand by name, except within a cluster, where the primary key's own order needs no sorting.
 */
export function sortOrder(sort: ResourceSort): SortOrder {
  const isReversed = sort.startsWith('-');
  const field = (isReversed ? sort.slice(1) : sort) as ResourceSortField;
  const first = SORT_COLUMN[field];
  const rest =
    field === 'cluster'
      ? PRIMARY_KEY
      : ['r.name', 'r.cluster', 'r.namespace', 'r.kind', 'r.api_group'];
  // The newest change comes first unless the order is turned around.
  const isDescending = isReversed !== (field === 'since');
  return {
    columns: [first, ...rest.filter(column => column !== first)],
    direction: isDescending ? 'desc' : 'asc',
  };
}
