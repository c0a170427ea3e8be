import type { ResourceName } from '@flux-fleet/backstage-plugin-flux-fleet-common';
import { useFleetQuery } from './useFleetQuery';

/** The events about a resource. */
export function useResourceEvents(name: ResourceName) {
  return useFleetQuery({
    topic: 'events',
    clusters: [name.cluster],
    params: name,
    keepPrevious: false,
    read: (api, signal) => api.listEvents(name, { signal }),
  });
}
