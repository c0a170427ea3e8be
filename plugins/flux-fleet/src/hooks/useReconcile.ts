import { useApi } from '@backstage/core-plugin-api';
import type {
  Operation,
  ResourceName,
} from '@flux-fleet/backstage-plugin-flux-fleet-common';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { fluxFleetApiRef } from '../api';
import { useFleetQuery } from './useFleetQuery';

/** How often a running operation is asked for, in milliseconds. */
const FOLLOW_MS = 500;

/** A reconcile of one resource: how to start it, and how the one that was started here goes. */
export interface Reconcile {
  start: () => void;
  /** From the click until the end. */
  isRunning: boolean;
  /** Undefined before the backend took the request. */
  operation: Operation | undefined;
  /** Why it could not be started, or no longer be followed. */
  error: Error | null;
}

/** Starts a reconcile and follows it to its end. */
export function useReconcile(name: ResourceName): Reconcile {
  const api = useApi(fluxFleetApiRef);
  const queryClient = useQueryClient();
  const mutation = useMutation<Operation, Error>({
    mutationFn: () => api.reconcile(name),
  });
  const started = mutation.data;
  const followed = useFleetQuery({
    topic: 'operation',
    params: started?.id,
    enabled: started !== undefined,
    keepPrevious: false,
    read: (client, signal) => client.getOperation(started!.id, { signal }),
    pollMs: operation =>
      !operation || operation.state === 'running' ? FOLLOW_MS : false,
  });
  const operation = followed.data ?? started;
  const state = operation?.state;
  const isLost = followed.isError && !followed.isFetching && !followed.data;

  useEffect(() => {
    if (state && state !== 'running') {
      queryClient.invalidateQueries({ queryKey: ['flux-fleet', 'resource'] });
      queryClient.invalidateQueries({ queryKey: ['flux-fleet', 'events'] });
    }
  }, [state, queryClient]);

  return {
    start: mutation.mutate,
    isRunning: mutation.isPending || (state === 'running' && !isLost),
    operation,
    error: mutation.error ?? (isLost ? followed.error : null),
  };
}
