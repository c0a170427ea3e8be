import type {
  ResourceFilter,
  SummaryDimension,
} from '@flux-fleet/backstage-plugin-flux-fleet-common';
import { useFleetQuery } from './useFleetQuery';

/** How many resources there are by each value of a dimension, the most first. */
export function useSummary(options: {
  by: SummaryDimension;
  filter?: ResourceFilter;
  enabled?: boolean;
}) {
  const { by, filter = {}, enabled } = options;
  return useFleetQuery({
    topic: 'summary',
    clusters: filter.cluster,
    params: { by, filter },
    enabled,
    read: (api, signal) => api.summarize({ by: [by], filter }, { signal }),
  });
}
