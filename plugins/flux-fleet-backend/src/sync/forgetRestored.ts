import { KubernetesError } from '../kubernetes/KubernetesError';
import type { ServedKind, WatchingClient } from '../kubernetes/types';
import { isBefore, type KindMemories } from './KindMemory';

/** How many kinds are tried, where lists of some are refused. */
const TRIES = 3;

/**
 * Forgets where the kinds are watched from when the server is at a place before that: it was restored from a backup, or
 * another cluster answers at its address. A watch from a place that is still to come would be silent until then.
 * Throws KubernetesError when the server does not answer.
 */
export async function forgetRestored(options: {
  client: WatchingClient;
  served: readonly ServedKind[];
  memories: KindMemories;
  signal: AbortSignal;
}): Promise<void> {
  const { client, served, memories, signal } = options;
  const place = memories.latestPlace();
  if (place === undefined) return;
  for (const { kind, version } of served.slice(0, TRIES)) {
    const { group, plural } = kind;
    try {
      const { resourceVersion } = await client.list(
        { group, version, plural, namespace: '' },
        { limit: 1 },
        { signal },
      );
      if (isBefore(resourceVersion, place)) memories.forgetPlaces();
      return;
    } catch (error) {
      const isAnswer =
        error instanceof KubernetesError && error.kind !== 'unreachable';
      if (!isAnswer) throw error;
    }
  }
  memories.forgetPlaces();
}
