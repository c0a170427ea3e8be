import { useRouteRef } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Cluster } from '@flux-fleet/backstage-plugin-flux-fleet-common';
import { plainVersion } from '../../model/countVersions';
import { clusterRouteRef } from '../../routes';
import { fluxFleetTranslationRef } from '../../translation';
import { DetailTable, type DetailColumn } from '../common/DetailTable';
import { TextLink } from '../common/TextLink';
import { useTableStyles } from '../common/useTableStyles';
import { ClusterHealthText } from './ClusterHealthText';
import { ResourceCounts } from './ResourceCounts';
import { SyncTroubles } from './SyncTroubles';

/** The clusters, a row each. */
export const ClusterTable = (props: { clusters: Cluster[] }) => {
  const { t } = useTranslationRef(fluxFleetTranslationRef);
  const { quiet, container } = useTableStyles();
  const toCluster = useRouteRef(clusterRouteRef);
  const columns: Array<DetailColumn<Cluster>> = [
    {
      label: t('clusterTable.cluster'),
      width: '24%',
      render: ({ name, title }) => (
        <>
          <TextLink to={toCluster({ cluster: name })}>{name}</TextLink>
          {title !== name && <div className={quiet}>{title}</div>}
        </>
      ),
    },
    {
      label: t('clusterTable.environment'),
      width: '13%',
      render: ({ environment }) => environment,
    },
    {
      label: t('clusterTable.health'),
      width: '36%',
      render: cluster => (
        <>
          <ClusterHealthText health={cluster.health} />
          {cluster.health.message && (
            <div className={quiet}>{cluster.health.message}</div>
          )}
          <div>
            <SyncTroubles cluster={cluster} />
          </div>
        </>
      ),
    },
    {
      label: t('clusterTable.resources'),
      width: '15%',
      render: cluster => <ResourceCounts cluster={cluster} />,
    },
    {
      label: t('clusterTable.flux'),
      width: '12%',
      render: ({ versions }) =>
        plainVersion(versions.flux) ?? t('clusterTable.unknown'),
    },
  ];
  return (
    <div className={container}>
      <DetailTable
        caption={t('clusterTable.caption')}
        columns={columns}
        rows={props.clusters}
        keyOf={({ uid }) => uid}
        none=""
      />
    </div>
  );
};
