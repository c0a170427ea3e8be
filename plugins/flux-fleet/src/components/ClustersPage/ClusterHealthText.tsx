import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Cluster } from '@flux-fleet/backstage-plugin-flux-fleet-common';
import { makeStyles } from '@material-ui/core/styles';
import { isOutOfContact, worstStatus } from '../../model/clusterHealth';
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
export const ClusterHealthText = (props: {
  cluster: Pick<Cluster, 'health' | 'counts'>;
}) => {
  const { cluster } = props;
  const { state, since } = cluster.health;
  const classes = useStyles();
  const { t } = useTranslationRef(fluxFleetTranslationRef);
  const isLost = isOutOfContact(cluster);
  return (
    <span className={classes.root}>
      <StatusShape
        status={state === 'connecting' ? 'Unknown' : worstStatus(cluster)}
        isHollow={isLost}
      />
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
