import { useApi, useApiHolder } from '@backstage/core-plugin-api';
import { signalApiRef } from '@backstage/plugin-signals-react';
import {
  keepPreviousData,
  useQuery,
  type UseQueryResult,
} from '@tanstack/react-query';
import { useState } from 'react';
import { fluxFleetApiRef, type FluxFleetApi } from '../api';
import { failureOf } from '../query/errors';
import { fleetKey, type QueryTopic } from '../query/keys';

/** How often open pages ask again, in milliseconds: a net under signals, the way itself without them. */
const POLL_WITH_SIGNALS_MS = 30_000;
const POLL_WITHOUT_SIGNALS_MS = 10_000;
/** How often a backend that does not answer is asked again. */
const POLL_UNREACHABLE_MS = 3_000;
/** For so long after a backend has come back, signals may not have: what they would have said is asked for. */
const SIGNALS_BACK_WITHIN_MS = 30_000;

/** What a query of the fleet answers. */
export type FleetQueryResult<T> = UseQueryResult<T, Error> & {
  /** Why the backend will not answer this; stays, unlike `error`, while it is asked again. */
  refusal: Error | null;
};

/**
 * Reads something of the fleet and keeps it current: see {@link useLiveUpdates} for signals; this polls beneath them.
 * While the same thing is read with other parameters, the last answer stays on the screen unless `keepPrevious` says no.
 */
export function useFleetQuery<T>(options: {
  topic: QueryTopic;
  /** Names of the clusters that the answer is about; all when left out. */
  clusters?: readonly string[];
  /** What tells the query apart from others of its topic; must be JSON. */
  params?: unknown;
  read: (api: FluxFleetApi, signal: AbortSignal) => Promise<T>;
  enabled?: boolean;
  keepPrevious?: boolean;
  /** Overrides how often to ask again while all is well; false: never. */
  pollMs?: (data: T | undefined) => number | false;
}): FleetQueryResult<T> {
  const { topic, clusters, params, read, enabled, keepPrevious, pollMs } =
    options;
  const api = useApi(fluxFleetApiRef);
  const hasSignals = useApiHolder().get(signalApiRef) !== undefined;
  const result = useQuery<T, Error>({
    queryKey: fleetKey({ topic, clusters, params }),
    queryFn: ({ signal }) => read(api, signal),
    enabled,
    placeholderData: keepPrevious === false ? undefined : keepPreviousData,
    refetchInterval: query => {
      if (
        query.state.status === 'error' &&
        failureOf(query.state.error) === 'unreachable'
      ) {
        return POLL_UNREACHABLE_MS;
      }
      if (pollMs) return pollMs(query.state.data);
      const { errorUpdatedAt } = query.state;
      if (Date.now() - errorUpdatedAt < SIGNALS_BACK_WITHIN_MS) {
        return POLL_UNREACHABLE_MS;
      }
      return hasSignals ? POLL_WITH_SIGNALS_MS : POLL_WITHOUT_SIGNALS_MS;
    },
  });
  const [refusal, setRefusal] = useState<Error | null>(null);
  let current = refusal;
  if (result.isError && failureOf(result.error) === 'refused') {
    current = result.error;
  } else if (result.isSuccess && !result.isPlaceholderData) {
    current = null;
  }
  if (current !== refusal) setRefusal(current);
  return { ...result, refusal: current };
}
