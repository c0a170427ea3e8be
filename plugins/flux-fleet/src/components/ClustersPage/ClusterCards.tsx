import { useRouteRef } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Cluster } from '@flux-fleet/backstage-plugin-flux-fleet-common';
import { countResources } from '../../model/clusterHealth';
import { plainVersion } from '../../model/countVersions';
import { clusterRouteRef } from '../../routes';
import { fluxFleetTranslationRef } from '../../translation';
import { useCardStyles } from '../common/useCardStyles';
import { TextLink } from '../common/TextLink';
import { useTableStyles } from '../common/useTableStyles';
import { ClusterHealthText } from './ClusterHealthText';
import { SyncTroubles } from './SyncTroubles';

/** The clusters on a narrow screen. */
export const ClusterCards = (props: { clusters: Cluster[] }) => {
  const classes = useCardStyles();
  const { quiet } = useTableStyles();
  const { t } = useTranslationRef(fluxFleetTranslationRef);
  const toCluster = useRouteRef(clusterRouteRef);
  return (
    <ul className={classes.list} aria-label={t('clusterTable.caption')}>
      {props.clusters.map(cluster => {
        const { uid, name, environment, health, counts, versions } = cluster;
        return (
          <li key={uid} className={classes.card}>
            <TextLink
              to={toCluster({ cluster: name })}
              className={classes.name}
            >
              {name}
            </TextLink>
            <div>
              <ClusterHealthText health={health} />
            </div>
            {health.message && <div className={quiet}>{health.message}</div>}
            <div>
              <SyncTroubles cluster={cluster} />
            </div>
            <div className={quiet}>
              {[
                environment,
                t('clusterTable.number', { count: countResources(cluster) }),
                counts.Failed > 0 &&
                  t('clusterTable.failed', { number: String(counts.Failed) }),
                versions.flux && `Flux ${plainVersion(versions.flux)}`,
              ]
                .filter(Boolean)
                .join(' · ')}
            </div>
          </li>
        );
      })}
    </ul>
  );
};
