import type { HealthReport } from './ClusterSync';
import type { KindSyncs } from './KindSyncs';

/** What to tell of a cluster that answers, in words for people. Every kind has been listed, or has failed to be. */
export function healthOf(kinds: KindSyncs): HealthReport {
  const unreadableKinds = kinds.unreadable();
  if (unreadableKinds.length > 0) {
    return {
      state: 'degraded',
      message: `${unreadableKinds.length} of ${kinds.count} kinds cannot be read`,
      stale: false,
      unreadableKinds,
    };
  }
  const { objects, kinds: of } = kinds.odd();
  return {
    state: 'connected',
    message:
      objects === 0
        ? ''
        : `The API server tells of things that are not as Kubernetes has them (${objects} of ${of.join(
            ', ',
          )}): what cannot be read is left out`,
    stale: false,
    lastSyncedAt: new Date().toISOString(),
  };
}
