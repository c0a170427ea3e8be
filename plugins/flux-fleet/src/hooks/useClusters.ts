import { useFleetQuery } from './useFleetQuery';

/** How often, in milliseconds: the answer is small, and tells soon when the backend is lost. */
const POLL_MS = 5_000;

/** Every cluster that the reader may see. */
export function useClusters() {
  return useFleetQuery({
    topic: 'clusters',
    read: (api, signal) => api.listClusters({ signal }),
    pollMs: () => POLL_MS,
  });
}
