import {
  STATUSES,
  type Summary,
} from '@flux-fleet/backstage-plugin-flux-fleet-common';
import type { Facet } from './facets';

/** A value that can be chosen, and how many resources have it. */
export interface FacetOption {
  value: string;
  count: number;
}

/**
 * What can be chosen: the values that there are, by name (statuses by urgency), and the chosen ones even when nothing
 * has them any more. Empty values cannot be asked for.
 */
export function facetOptions(options: {
  facet: Facet;
  summary: Summary | undefined;
  chosen: readonly string[];
}): FacetOption[] {
  const { facet, summary, chosen } = options;
  const counts = new Map<string, number>(chosen.map(value => [value, 0]));
  for (const { key, count } of summary?.groups ?? []) {
    const value = key[facet];
    if (value) counts.set(value, count);
  }
  const order: readonly string[] = STATUSES;
  return [...counts]
    .map(([value, count]) => ({ value, count }))
    .sort((a, b) =>
      facet === 'status'
        ? order.indexOf(a.value) - order.indexOf(b.value)
        : a.value.localeCompare(b.value, undefined, { numeric: true }),
    );
}
