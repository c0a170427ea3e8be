import { useFleetQuery } from './useFleetQuery';

/** How often, in milliseconds: how the sync goes is told every 15 seconds. */
const POLL_MS = 10_000;

/** One cluster, with how its sync goes. */
export function useCluster(name: string) {
  return useFleetQuery({
    topic: 'cluster',
    clusters: [name],
    params: name,
    keepPrevious: false,
    read: (api, signal) => api.getCluster(name, { signal }),
    pollMs: () => POLL_MS,
  });
}
