import { KubernetesError } from '../kubernetes/KubernetesError';
import type { ServedKind, WatchingClient } from '../kubernetes/types';
import { isBefore, type KindMemories } from './KindMemory';

/** How many kinds are tried, where lists of some fail. */
const TRIES = 3;
const TIMEOUT_MS = 10_000;

/**
 * Whether the server is at a place before those that kinds are watched from: it was restored from a backup, or another
 * cluster answers at its address. A watch from a place that is still to come would be silent until then. Undefined when
 * the server does not tell. Rejects only when the signal aborts.
 */
export async function isRestored(options: {
  client: WatchingClient;
  served: readonly ServedKind[];
  memories: KindMemories;
  signal: AbortSignal;
}): Promise<boolean | undefined> {
  const { client, served, memories, signal } = options;
  // What is heard of while it is asked is no sign.
  const place = memories.latestPlace();
  if (place === undefined) return false;
  const watched = served.filter(one => memories.of(one).resourceVersion);
  for (const { kind, version } of watched.slice(0, TRIES)) {
    const { group, plural } = kind;
    try {
      const { resourceVersion } = await client.list(
        { group, version, plural, namespace: '' },
        { limit: 1 },
        { signal, timeoutMs: TIMEOUT_MS },
      );
      return isBefore(resourceVersion, place);
    } catch (error) {
      if (!(error instanceof KubernetesError)) throw error;
    }
  }
  return undefined;
}
