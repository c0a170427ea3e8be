import type { ListResourcesRequest } from '../api';
import { useFleetQuery } from './useFleetQuery';

/** One page of resources. */
export function useResources(
  request: ListResourcesRequest,
  options: { keepPrevious?: boolean } = {},
) {
  return useFleetQuery({
    topic: 'resources',
    clusters: request.filter?.cluster,
    params: request,
    read: (api, signal) => api.listResources(request, { signal }),
    ...options,
  });
}
