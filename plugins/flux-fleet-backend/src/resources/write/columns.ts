/** What names a row of `resources`, in the order of its primary key. */
export const KEY = [
  'cluster',
  'api_group',
  'kind',
  'namespace',
  'name',
] as const;

/** The other columns, in the order in which they are written, with their types on PostgreSQL. */
export const VALUES = {
  version: 'text',
  uid: 'text',
  digest: 'text',
  status: 'text',
  urgency: 'smallint',
  reason: 'text',
  message: 'text',
  since: 'text',
  reconciling_since: 'text',
  suspended: 'boolean',
  readiness: 'text',
  retrying: 'boolean',
  reconcilable: 'boolean',
  revision: 'text',
  short_revision: 'text',
  source_kind: 'text',
  source_namespace: 'text',
  source_name: 'text',
  labels: 'jsonb',
  last_reconciled_at: 'text',
  search: 'text',
} as const;

/** A row of `resources` as it is written; labels are JSON. */
export type DatabaseRow = Record<(typeof KEY)[number], string> &
  Record<keyof typeof VALUES, string | number | boolean | null> & {
    digest: string;
  };

/** What names one row. */
export type KeyRow = Pick<DatabaseRow, (typeof KEY)[number]>;
