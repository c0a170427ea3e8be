import { useRouteRef } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Cluster } from '@flux-fleet/backstage-plugin-flux-fleet-common';
import { makeStyles } from '@material-ui/core/styles';
import Skeleton from '@material-ui/lab/Skeleton';
import { groupByEnvironment } from '../../model/clusterHealth';
import { searchFor } from '../../model/fleetView';
import { clustersRouteRef } from '../../routes';
import { fluxFleetTranslationRef } from '../../translation';
import { Panel } from '../common/Panel';
import { TextLink } from '../common/TextLink';
import { ClusterChip } from './ClusterChip';
import { FluxVersions } from './FluxVersions';
import { quietText } from '../common/quietText';

const useStyles = makeStyles(
  theme => ({
    list: {
      margin: 0,
      display: 'grid',
      gridTemplateColumns: 'max-content minmax(0, 1fr)',
      gap: theme.spacing(1, 2),
      alignItems: 'baseline',
      [theme.breakpoints.down('xs')]: {
        gridTemplateColumns: 'minmax(0, 1fr)',
        rowGap: theme.spacing(0.5),
      },
    },
    all: { fontSize: '0.875rem' },
    environment: { fontSize: '0.875rem', minWidth: 48 },
    chips: {
      margin: 0,
      padding: 0,
      listStyle: 'none',
      display: 'flex',
      flexWrap: 'wrap',
      gap: theme.spacing(0.75),
      minWidth: 0,
    },
    cell: { margin: 0, minWidth: 0 },
    connecting: {
      margin: theme.spacing(1.5, 0, 0),
      fontSize: '0.875rem',
      color: quietText(theme),
    },
  }),
  { name: 'FluxFleetClusterPanel' },
);

/** The clusters by environment, each with its health. */
export const ClusterPanel = (props: { clusters: Cluster[] | undefined }) => {
  const { clusters } = props;
  const classes = useStyles();
  const { t } = useTranslationRef(fluxFleetTranslationRef);
  const toClusters = useRouteRef(clustersRouteRef);
  const connecting = clusters?.filter(
    ({ health }) => health.state === 'connecting',
  ).length;
  return (
    <Panel
      title={t('clusters.title')}
      level={2}
      aside={
        <TextLink to={toClusters()} className={classes.all}>
          {t('clusters.all')}
        </TextLink>
      }
    >
      {!clusters && <Skeleton variant="rect" height={96} />}
      {clusters && (
        <dl className={classes.list}>
          {groupByEnvironment(clusters).map(group => [
            <dt
              key={`${group.environment} name`}
              className={classes.environment}
            >
              {group.environment === '' ? (
                t('clusters.noEnvironment')
              ) : (
                <TextLink
                  to={{
                    search: searchFor({ environment: [group.environment] }),
                  }}
                >
                  {group.environment}
                </TextLink>
              )}
            </dt>,
            <dd key={`${group.environment} clusters`} className={classes.cell}>
              <ul className={classes.chips}>
                {group.clusters.map(cluster => (
                  <li key={cluster.uid}>
                    <ClusterChip cluster={cluster} />
                  </li>
                ))}
              </ul>
            </dd>,
          ])}
        </dl>
      )}
      {clusters && <FluxVersions clusters={clusters} />}
      {connecting ? (
        <p className={classes.connecting}>
          {t('clusters.connecting', { count: connecting })}
        </p>
      ) : null}
    </Panel>
  );
};
