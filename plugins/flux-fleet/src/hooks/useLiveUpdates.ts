import { useApiHolder } from '@backstage/core-plugin-api';
import { signalApiRef } from '@backstage/plugin-signals-react';
import {
  FLUX_FLEET_SIGNAL_CHANNEL,
  type Cluster,
  type FluxFleetSignal,
} from '@flux-fleet/backstage-plugin-flux-fleet-common';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { createCoalescer } from '../query/createCoalescer';
import { fleetKey, isAffected } from '../query/keys';

/** At most two rounds of reading a second, however many signals come. */
const ROUND_MS = 500;

/**
 * Reads again what a signal says has changed. Listens to the channel itself: `useSignal` keeps only the last of the
 * signals that come between two renders, and each of ours may name other clusters.
 * A new `connection` subscribes afresh: the connection of signals does not come back by itself when a backend closes
 * it in good order.
 */
export function useLiveUpdates(options: { connection: number }): void {
  const { connection } = options;
  const signals = useApiHolder().get(signalApiRef);
  const queryClient = useQueryClient();

  useEffect(() => {
    if (!signals) return undefined;
    const coalescer = createCoalescer<FluxFleetSignal>({
      intervalMs: ROUND_MS,
      handle: received => {
        const changed: FluxFleetSignal = {
          resourcesOf: received.flatMap(signal => signal.resourcesOf ?? []),
          clusters: received.flatMap(signal => signal.clusters ?? []),
        };
        const clusters =
          queryClient.getQueryData<Cluster[]>(
            fleetKey({ topic: 'clusters' }),
          ) ?? [];
        const uids = new Map(clusters.map(({ name, uid }) => [name, uid]));
        return queryClient.invalidateQueries({
          predicate: query =>
            isAffected(query.queryKey, changed, name => uids.get(name)),
        });
      },
    });
    const subscription = signals.subscribe<FluxFleetSignal>(
      FLUX_FLEET_SIGNAL_CHANNEL,
      signal => coalescer.push(signal),
    );
    return () => {
      subscription.unsubscribe();
      coalescer.stop();
    };
  }, [signals, queryClient, connection]);
}
