import type { ResourceFilter } from '@flux-fleet/backstage-plugin-flux-fleet-common';
import { LIST_FILTER_FIELDS } from '../../api/resourceQuery';

/** One value that a filter asks for. */
export interface ActiveValue {
  field: keyof ResourceFilter;
  value: string;
}

/** Every value that a filter asks for, the text last. */
export function activeValues(filter: ResourceFilter): ActiveValue[] {
  const active: ActiveValue[] = LIST_FILTER_FIELDS.flatMap(field =>
    (filter[field] ?? []).map(value => ({ field, value })),
  );
  if (filter.q) active.push({ field: 'q', value: filter.q });
  return active;
}

/** What to change in a filter so that it no longer asks for a value. */
export function without(
  filter: ResourceFilter,
  removed: ActiveValue,
): Partial<ResourceFilter> {
  const { field, value } = removed;
  if (field === 'q') return { q: undefined };
  const left = (filter[field] as string[] | undefined)?.filter(
    v => v !== value,
  );
  return { [field]: left?.length ? left : undefined };
}
