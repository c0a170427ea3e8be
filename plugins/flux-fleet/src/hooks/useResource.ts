import type { ResourceName } from '@flux-fleet/backstage-plugin-flux-fleet-common';
import { useFleetQuery } from './useFleetQuery';

/** One resource, read live. */
export function useResource(name: ResourceName) {
  return useFleetQuery({
    topic: 'resource',
    clusters: [name.cluster],
    params: name,
    keepPrevious: false,
    read: (api, signal) => api.getResource(name, { signal }),
  });
}
