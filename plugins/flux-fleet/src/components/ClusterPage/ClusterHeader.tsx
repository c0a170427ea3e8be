import { useRouteRef } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { ClusterDetail } from '@flux-fleet/backstage-plugin-flux-fleet-common';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import { countResources } from '../../model/clusterHealth';
import { searchFor } from '../../model/fleetView';
import { rootRouteRef } from '../../routes';
import { fluxFleetTranslationRef } from '../../translation';
import { Clock } from '../Age/Clock';
import { ClusterHealthText } from '../ClustersPage/ClusterHealthText';
import { quietText } from '../common/quietText';
import { TextLink } from '../common/TextLink';

const useStyles = makeStyles(
  theme => ({
    title: {
      fontSize: '1.5rem',
      fontWeight: 600,
      lineHeight: 1.3,
      margin: 0,
      overflowWrap: 'anywhere',
    },
    where: { color: quietText(theme), overflowWrap: 'anywhere' },
    health: { marginTop: theme.spacing(0.5), fontWeight: 600 },
    message: { overflowWrap: 'anywhere' },
    resources: { marginTop: theme.spacing(0.5), fontSize: '0.875rem' },
  }),
  { name: 'FluxFleetClusterHeader' },
);

/** Which cluster it is, how it is and why, and the way to its resources. */
export const ClusterHeader = (props: { cluster: ClusterDetail }) => {
  const { cluster } = props;
  const { name, title, environment, health } = cluster;
  const classes = useStyles();
  const { t } = useTranslationRef(fluxFleetTranslationRef);
  const root = useRouteRef(rootRouteRef)();
  const count = countResources(cluster);
  return (
    <div>
      <Typography component="h2" className={classes.title}>
        {name}
      </Typography>
      <div className={classes.where}>
        {[title !== name && title, environment].filter(Boolean).join(' · ')}
      </div>
      <div className={classes.health}>
        <ClusterHealthText health={health} />
      </div>
      {health.message && (
        <div className={classes.message}>{health.message}</div>
      )}
      {health.nextTryAt && (
        <div className={classes.where}>
          <Clock
            time={health.nextTryAt}
            say={time => t('cluster.nextTry', { time })}
          />
        </div>
      )}
      <div className={classes.resources}>
        {count === 0 ? (
          t('cluster.noResources')
        ) : (
          <TextLink
            to={{ pathname: root, search: searchFor({ cluster: [name] }) }}
          >
            {t('cluster.resources', { count })}
          </TextLink>
        )}
      </div>
    </div>
  );
};
