import type { ResourceSortField } from '@flux-fleet/backstage-plugin-flux-fleet-common';

/** A column of the table of resources. */
export interface ResourceColumn {
  id:
    | 'status'
    | 'name'
    | 'kind'
    | 'namespace'
    | 'cluster'
    | 'revision'
    | 'since'
    | 'message'
    | 'source';
  /** What the backend sorts by; null when it does not sort by it. */
  sort: ResourceSortField | null;
  /** Share of the width; all of them together are 100 %. */
  width: string;
}

/** The columns, in order. Their widths are fixed: values that change move nothing. */
export const RESOURCE_COLUMNS: readonly ResourceColumn[] = [
  { id: 'status', sort: 'status', width: '9%' },
  { id: 'name', sort: 'name', width: '14%' },
  { id: 'kind', sort: 'kind', width: '12%' },
  { id: 'namespace', sort: 'namespace', width: '9%' },
  { id: 'cluster', sort: 'cluster', width: '11%' },
  { id: 'revision', sort: 'revision', width: '11%' },
  { id: 'since', sort: 'since', width: '5%' },
  { id: 'message', sort: null, width: '19%' },
  { id: 'source', sort: null, width: '10%' },
];
