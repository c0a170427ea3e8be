import type {
  ClusterHealthState,
  ClusterSyncSummary,
} from '@flux-fleet/backstage-plugin-flux-fleet-common';

/** Replicas report at least every 90 seconds; after twice that, nobody does. */
const SILENT_AFTER_MS = 180_000;

/** People do not notice less. */
const BEHIND_FROM_SECONDS = 5;

/** Whether the backend connects to clusters in this state; the others it knows by their polls, and syncs nothing. */
export function isSynced(state: ClusterHealthState): boolean {
  return state !== 'polling' && state !== 'silent';
}

/** Whether no replica reports any more how the sync goes: what is known says nothing about now, in milliseconds since 1970. */
export function isReportOld(sync: ClusterSyncSummary, now: number): boolean {
  return now - Date.parse(sync.reportedAt) > SILENT_AFTER_MS;
}

/** How late rows were at most, in seconds; undefined when nobody would have noticed. */
export function noticeableLag(sync: ClusterSyncSummary): number | undefined {
  const maximum = sync.lagSeconds?.maximum ?? 0;
  return maximum >= BEHIND_FROM_SECONDS ? maximum : undefined;
}
