import type {
  Condition,
  Status,
  UnreadableKind,
} from '@flux-fleet/backstage-plugin-flux-fleet-common';
import type { AuthorizableResource } from '../../permissions/AuthorizableResource';

/** A kind that a cluster does not let us read, as the sync records it. */
type RecordedKind = UnreadableKind & { since?: string };

/** A row of the index with what its cluster adds, as the database answers it: jsonb parsed on PostgreSQL, text on SQLite. */
export interface ResourceRow {
  cluster: string;
  cluster_uid: string;
  cluster_labels: string | Record<string, string>;
  environment: string;
  stale_since: string | null;
  unreadable_kinds: string | RecordedKind[] | null;
  api_group: string;
  kind: string;
  namespace: string;
  name: string;
  version: string;
  uid: string;
  status: Status;
  urgency: number;
  reason: string;
  message: string;
  since: string;
  reconciling_since: string | null;
  suspended: boolean | number;
  readiness: Condition['status'] | null;
  retrying: boolean | number;
  reconcilable: boolean | number;
  revision: string;
  short_revision: string;
  source_kind: string | null;
  source_namespace: string | null;
  source_name: string | null;
  labels: string | Record<string, string>;
  last_reconciled_at: string;
}

/** What a query selects for {@link ResourceRow}; `r`, `c`, `h` are resources, clusters and their health. */
export const RESOURCE_ROW_COLUMNS = [
  'r.*',
  'c.uid as cluster_uid',
  'c.environment',
  'c.labels as cluster_labels',
  'h.stale_since',
  'h.unreadable_kinds',
];

function parsed<T>(value: string | T): T {
  return typeof value === 'string' ? JSON.parse(value) : value;
}

/**
 * Whether a row may be out of date, and since when: its cluster is not heard of, or its kind cannot be read there. The
 * time is null when it is not known.
 */
function stalenessOf(row: ResourceRow): {
  stale: boolean;
  staleSince: string | null;
} {
  const unreadable = parsed(row.unreadable_kinds ?? []).find(
    ({ group, kind }) => group === row.api_group && kind === row.kind,
  );
  const times = [row.stale_since, unreadable?.since].filter(
    (time): time is string => typeof time === 'string' && time !== '',
  );
  return {
    stale: row.stale_since !== null || unreadable !== undefined,
    staleSince: times.sort()[0] ?? null,
  };
}

/** Makes the resource of the HTTP API from a row; empty texts that stand for nothing become null. */
export function toResource(row: ResourceRow): AuthorizableResource {
  return {
    cluster: row.cluster,
    clusterUid: row.cluster_uid,
    clusterLabels: parsed(row.cluster_labels),
    environment: row.environment,
    group: row.api_group,
    version: row.version,
    kind: row.kind,
    namespace: row.namespace,
    name: row.name,
    uid: row.uid,
    status: row.status,
    reason: row.reason,
    message: row.message,
    since: row.since || null,
    reconcilingSince: row.reconciling_since || null,
    suspended: Boolean(row.suspended),
    readiness: row.readiness || null,
    retrying: Boolean(row.retrying),
    reconcilable: Boolean(row.reconcilable),
    revision: row.revision || null,
    shortRevision: row.short_revision || null,
    source:
      row.source_kind && row.source_name
        ? {
            kind: row.source_kind,
            namespace: row.source_namespace ?? '',
            name: row.source_name,
          }
        : null,
    labels: parsed(row.labels),
    lastReconciledAt: row.last_reconciled_at || null,
    ...stalenessOf(row),
  };
}
