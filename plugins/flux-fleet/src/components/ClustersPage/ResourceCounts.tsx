import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Cluster } from '@flux-fleet/backstage-plugin-flux-fleet-common';
import { countResources } from '../../model/clusterHealth';
import { fluxFleetTranslationRef } from '../../translation';
import { useTableStyles } from '../common/useTableStyles';

/** How many resources a cluster has, and how many of them failed. */
export const ResourceCounts = (props: { cluster: Cluster }) => {
  const { cluster } = props;
  const { number } = useTableStyles();
  const { t } = useTranslationRef(fluxFleetTranslationRef);
  const { Failed: failed } = cluster.counts;
  return (
    <span className={number}>
      {countResources(cluster).toLocaleString()}
      {failed > 0 &&
        `, ${t('clusterTable.failed', { number: failed.toLocaleString() })}`}
    </span>
  );
};
