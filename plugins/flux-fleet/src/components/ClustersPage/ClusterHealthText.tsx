import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { ClusterHealth } from '@flux-fleet/backstage-plugin-flux-fleet-common';
import { makeStyles } from '@material-ui/core/styles';
import { healthShape } from '../../model/clusterHealth';
import { fluxFleetTranslationRef } from '../../translation';
import { Age } from '../Age/Age';
import { StatusShape } from '../StatusMark/StatusShape';

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'inline-flex',
      alignItems: 'baseline',
      gap: theme.spacing(0.75),
    },
  }),
  { name: 'FluxFleetClusterHealthText' },
);

/** How the connection to a cluster is; since when, where it is not as it should be. */
export const ClusterHealthText = (props: { health: ClusterHealth }) => {
  const { state, since } = props.health;
  const classes = useStyles();
  const { t } = useTranslationRef(fluxFleetTranslationRef);
  return (
    <span className={classes.root}>
      <StatusShape status={healthShape(state)} />
      <span>
        {t(`clusters.health.${state}`)}
        {state !== 'connected' && (
          <>
            {' '}
            <Age time={since} say={age => t('cluster.for', { age })} />
          </>
        )}
      </span>
    </span>
  );
};
