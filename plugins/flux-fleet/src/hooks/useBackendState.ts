import { useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import { failureOf } from '../query/errors';

/** Whether the backend answers. */
export type BackendState =
  | { state: 'reachable' }
  /** What is on the screen is as old as `knownAt` (milliseconds since 1970); null when nothing was known. */
  | { state: 'unreachable'; knownAt: number | null }
  | { state: 'signedOut' };

function read(client: QueryClient): BackendState {
  const failed = client
    .getQueryCache()
    .findAll({ queryKey: ['flux-fleet'], type: 'active' })
    .filter(query => query.state.status === 'error');
  const failures = failed.map(query => failureOf(query.state.error));
  if (failures.includes('signedOut')) return { state: 'signedOut' };
  if (!failures.includes('unreachable')) return { state: 'reachable' };
  const known = failed
    .map(query => query.state.dataUpdatedAt)
    .filter(time => time > 0);
  return {
    state: 'unreachable',
    knownAt: known.length > 0 ? Math.min(...known) : null,
  };
}

function isAsking(client: QueryClient): boolean {
  return client
    .getQueryCache()
    .findAll({ queryKey: ['flux-fleet'], type: 'active' })
    .some(
      ({ state }) => state.status === 'pending' && state.errorUpdateCount > 0,
    );
}

/**
 * Watches all queries of the page: one notice tells people once what otherwise every part would say for itself.
 * `recoveries` counts how often the backend came back.
 */
export function useBackendState(): BackendState & { recoveries: number } {
  const client = useQueryClient();
  const [current, setCurrent] = useState<BackendState>(() => read(client));
  const [recoveries, setRecoveries] = useState(0);
  const last = useRef(current);

  const update = useCallback(() => {
    const next = read(client);
    const previous = last.current;
    if (JSON.stringify(next) === JSON.stringify(previous)) return;
    if (next.state === 'reachable') {
      // What failed and is asked again is neither: it would make the notice blink.
      if (isAsking(client)) return;
      setRecoveries(count => count + 1);
    }
    last.current = next;
    setCurrent(next);
  }, [client]);

  useEffect(() => {
    // Outside of the cache's own notification: what it tells may come while a component renders.
    let pending: ReturnType<typeof setTimeout> | undefined;
    const unsubscribe = client.getQueryCache().subscribe(() => {
      pending ??= setTimeout(() => {
        pending = undefined;
        update();
      }, 0);
    });
    update();
    return () => {
      unsubscribe();
      clearTimeout(pending);
    };
  }, [client, update]);

  // When one part of the page hears from the backend again, the others need not wait for their turn.
  useEffect(() => {
    if (recoveries > 0) {
      client.invalidateQueries({ queryKey: ['flux-fleet'] });
    }
  }, [client, recoveries]);

  return { ...current, recoveries };
}
