import { hash } from 'node:crypto';
import { STATUSES } from '@flux-fleet/backstage-plugin-flux-fleet-common';
import type { IndexRow } from '../types';
import type { DatabaseRow } from './columns';

/** As Kubernetes writes times, and as they are written here. */
const UTC = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{3})?Z$/;

/** RFC 3339 in UTC with milliseconds, so that times sort as text; empty for none, and for what is no time. */
function timeOf(time: string | null): string {
  if (time === null) return '';
  const milliseconds = Date.parse(time);
  if (Number.isNaN(milliseconds)) return '';
  if (!UTC.test(time)) {
    return new Date(milliseconds).toISOString().slice(0, 24);
  }
  return time.length === 24 ? time : `${time.slice(0, 19)}.000Z`;
}

/**
 * Makes the row of the database: sort keys, search text, and a digest of everything that they are made of, by which an
 * unchanged row is known.
 */
export function databaseRow(row: IndexRow): DatabaseRow {
  const { cluster, group, kind, namespace, name } = row;
  const labels = Object.entries(row.labels).sort(([a], [b]) =>
    a < b ? -1 : 1,
  );
  const columns: Omit<DatabaseRow, 'digest' | 'search'> = {
    cluster,
    api_group: group,
    kind,
    namespace,
    name,
    version: row.version,
    uid: row.uid,
    status: row.status,
    urgency: STATUSES.indexOf(row.status),
    reason: row.reason,
    message: row.message,
    since: timeOf(row.since),
    reconciling_since: timeOf(row.reconcilingSince) || null,
    suspended: row.suspended,
    readiness: row.readiness,
    retrying: row.retrying,
    reconcilable: row.reconcilable,
    revision: row.revision ?? '',
    short_revision: row.shortRevision ?? '',
    source_kind: row.source?.kind ?? null,
    source_namespace: row.source?.namespace ?? null,
    source_name: row.source?.name ?? null,
    labels: JSON.stringify(Object.fromEntries(labels)),
    last_reconciled_at: timeOf(row.lastReconciledAt),
  };
  const search = [
    name,
    namespace,
    cluster,
    kind,
    row.revision ?? '',
    row.message,
  ]
    .join('\n')
    .toLowerCase();
  return {
    ...columns,
    search,
    // No text holds NUL.
    digest: hash('sha256', Object.values(columns).join('\0'), 'hex'),
  };
}
