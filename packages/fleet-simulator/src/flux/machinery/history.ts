import { KubernetesObject } from '../../apiserver/types';
import { timestamp } from './timestamp';

/** An entry of `status.history` of kinds other than HelmRelease. */
interface HistoryEntry {
  digest: string;
  firstReconciled: string;
  lastReconciled: string;
  lastReconciledDuration: string;
  lastReconciledStatus: string;
  totalReconciliations: number;
  metadata?: Record<string, string>;
}

const HISTORY_LIMIT = 5;

/**
 * History after one more reconcile: entries are told apart by digest and status, the newest comes first, and five are kept,
 * as Flux 2.7 and later do it.
 */
export function extendHistory(
  object: KubernetesObject,
  entry: {
    digest: string;
    status: string;
    duration: string;
    metadata?: Record<string, string>;
  },
  now: number,
): HistoryEntry[] {
  const history = (object.status?.history as HistoryEntry[] | undefined) ?? [];
  const known = history.find(
    previous =>
      previous.digest === entry.digest &&
      previous.lastReconciledStatus === entry.status,
  );
  return [
    {
      digest: entry.digest,
      firstReconciled: known?.firstReconciled ?? timestamp(now),
      lastReconciled: timestamp(now),
      lastReconciledDuration: entry.duration,
      lastReconciledStatus: entry.status,
      totalReconciliations: (known?.totalReconciliations ?? 0) + 1,
      ...(entry.metadata && { metadata: entry.metadata }),
    },
    ...history.filter(previous => previous !== known),
  ].slice(0, HISTORY_LIMIT);
}
