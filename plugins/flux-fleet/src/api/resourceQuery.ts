import type { ResourceFilter } from '@flux-fleet/backstage-plugin-flux-fleet-common';

/** The fields of a filter that may hold several values. */
export const LIST_FILTER_FIELDS = [
  'cluster',
  'environment',
  'kind',
  'namespace',
  'name',
  'status',
  'label',
] as const;

/** The query parameters that say a filter: one for each value. */
export function filterToParams(filter: ResourceFilter = {}): URLSearchParams {
  const params = new URLSearchParams();
  for (const field of LIST_FILTER_FIELDS) {
    for (const value of filter[field] ?? []) params.append(field, value);
  }
  if (filter.q) params.set('q', filter.q);
  return params;
}
