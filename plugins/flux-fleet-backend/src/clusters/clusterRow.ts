import type {
  ClusterHealth,
  UnreadableKind,
} from '@flux-fleet/backstage-plugin-flux-fleet-common';
import type { ClusterRecord, ClusterRegistration } from './types';

/** A row of `clusters`, as the database answers it: jsonb parsed on PostgreSQL, text on SQLite. */
export interface RegistrationRow {
  name: string;
  uid: string;
  title: string;
  dns: string | null;
  environment: string;
  labels: string | Record<string, string>;
  source: string;
  version: number;
}

/** A row of `clusters` with that of `cluster_health` beside it. */
export interface ClusterRow extends RegistrationRow {
  state: ClusterHealth['state'];
  message: string;
  since: string;
  next_try_at: string | null;
  kubernetes_version: string | null;
  flux_version: string | null;
  operator_version: string | null;
  unreadable_kinds: string | UnreadableKind[];
  last_synced_at: string | null;
}

/** What a query selects for {@link ClusterRow}; `c` and `h` are clusters and their health. */
export const CLUSTER_ROW_COLUMNS = ['h.*', 'c.*'];

function parsed<T>(value: string | T): T {
  return typeof value === 'string' ? JSON.parse(value) : value;
}

/** Makes a registration from its row. */
export function toRegistration(row: RegistrationRow): ClusterRegistration {
  const { name, uid, title, dns, environment, source, version } = row;
  const labels = parsed(row.labels);
  return { name, uid, title, dns, environment, labels, source, version };
}

/** Makes the cluster of the HTTP API from a row, but for the counts and the sync. */
export function toClusterRecord(row: ClusterRow): ClusterRecord {
  return {
    ...toRegistration(row),
    health: {
      state: row.state,
      message: row.message,
      since: row.since,
      nextTryAt: row.next_try_at,
    },
    versions: {
      kubernetes: row.kubernetes_version,
      flux: row.flux_version,
      operator: row.operator_version,
    },
    unreadableKinds: parsed(row.unreadable_kinds),
    lastSyncedAt: row.last_synced_at,
    lastPolledAt: null,
  };
}
