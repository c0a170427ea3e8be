import type {
  ResourceSort,
  ResourceSortField,
} from '@flux-fleet/backstage-plugin-flux-fleet-common';

/** Which way a sort orders a field; false when it orders another. */
export function sortDirection(
  sort: ResourceSort,
  field: ResourceSortField,
): 'asc' | 'desc' | false {
  if (sort === field) return 'asc';
  return sort === `-${field}` ? 'desc' : false;
}

/** What a click on a field's header asks for: that field, or the other way round. */
export function nextSort(
  sort: ResourceSort,
  field: ResourceSortField,
): ResourceSort {
  return sort === field ? `-${field}` : field;
}
