import {
  RESOURCE_SORT_FIELDS,
  STATUSES,
  type ResourceFilter,
  type ResourceSort,
  type Status,
} from '@flux-fleet/backstage-plugin-flux-fleet-common';
import { filterToParams, LIST_FILTER_FIELDS } from '../api/resourceQuery';

/** How many rows a page of the table may have. */
export const PAGE_SIZES = [25, 50, 100] as const;

/** One of {@link PAGE_SIZES}. */
export type PageSize = (typeof PAGE_SIZES)[number];

/** What the table of resources shows, as its URL says it. */
export interface FleetView {
  filter: ResourceFilter;
  sort: ResourceSort;
  pageSize: PageSize;
  /** Where the page starts; undefined for the first. */
  cursor: string | undefined;
  /** Which page it is, from 1. Only for people to read: the cursor decides. */
  page: number;
}

/** The view of a URL that says nothing: everything, the most urgent first. */
export const DEFAULT_VIEW: FleetView = {
  filter: {},
  sort: 'status',
  pageSize: 50,
  cursor: undefined,
  page: 1,
};

/** The longest text and the longest value that a URL may bring. */
const LONGEST_VALUE = 200;
/** How many values one filter takes from a URL. */
const MOST_VALUES = 50;

function isSort(value: string | null): value is ResourceSort {
  const field = value?.replace(/^-/, '');
  return RESOURCE_SORT_FIELDS.some(known => known === field);
}

function isStatus(value: string): value is Status {
  return STATUSES.some(known => known === value);
}

/** The values of a parameter: each once, none empty. */
function values(params: URLSearchParams, field: string): string[] {
  return [...new Set(params.getAll(field))]
    .filter(value => value !== '' && value.length <= LONGEST_VALUE)
    .slice(0, MOST_VALUES);
}

function parseFilter(params: URLSearchParams): ResourceFilter {
  const filter: ResourceFilter = {};
  for (const field of LIST_FILTER_FIELDS) {
    const found = values(params, field);
    if (field === 'status') {
      const statuses = found.filter(isStatus);
      if (statuses.length > 0) filter.status = statuses;
    } else if (found.length > 0) {
      filter[field] = found;
    }
  }
  const q = params.get('q')?.slice(0, LONGEST_VALUE);
  if (q?.trim()) filter.q = q;
  return filter;
}

/** Reads a view off a URL's query. What it does not understand it leaves out: links outlive versions. */
export function parseFleetView(params: URLSearchParams): FleetView {
  const sort = params.get('sort');
  const size = Number(params.get('size'));
  const cursor = params.get('cursor') || undefined;
  const page = Number(params.get('page'));
  return {
    filter: parseFilter(params),
    sort: isSort(sort) ? sort : DEFAULT_VIEW.sort,
    pageSize: PAGE_SIZES.find(s => s === size) ?? DEFAULT_VIEW.pageSize,
    cursor,
    page: cursor && Number.isSafeInteger(page) && page > 1 ? page : 1,
  };
}

/** Writes a view as a URL's query, `?` included; empty for {@link DEFAULT_VIEW}. */
export function serializeFleetView(view: FleetView): string {
  const params = filterToParams(view.filter);
  if (view.sort !== DEFAULT_VIEW.sort) params.set('sort', view.sort);
  if (view.pageSize !== DEFAULT_VIEW.pageSize) {
    params.set('size', String(view.pageSize));
  }
  if (view.cursor) {
    params.set('cursor', view.cursor);
    if (view.page > 1) params.set('page', String(view.page));
  }
  const query = params.toString();
  return query ? `?${query}` : '';
}

/** The query of the whole fleet narrowed to a filter, for links. */
export function searchFor(filter: ResourceFilter): string {
  return serializeFleetView({ ...DEFAULT_VIEW, filter });
}

/** Whether a filter leaves everything. */
export function isUnfiltered(filter: ResourceFilter): boolean {
  return !filter.q && LIST_FILTER_FIELDS.every(field => !filter[field]?.length);
}
