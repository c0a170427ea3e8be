import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { ClusterDetail } from '@flux-fleet/backstage-plugin-flux-fleet-common';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import Alert from '@material-ui/lab/Alert';
import { useCallback } from 'react';
import { useNow } from '../../hooks/useNow';
import { isReportOld, isSynced } from '../../model/syncTroubles';
import { fluxFleetTranslationRef } from '../../translation';
import { Age } from '../Age/Age';
import { Clock } from '../Age/Clock';
import { Panel } from '../common/Panel';
import { quietText } from '../common/quietText';
import { KindSyncs } from './KindSyncs';
import { SyncFacts } from './SyncFacts';

const useStyles = makeStyles(
  theme => ({
    none: { margin: 0, fontSize: '0.875rem', color: quietText(theme) },
    aside: { fontSize: '0.75rem', color: quietText(theme) },
    alert: { marginBottom: theme.spacing(1.5) },
    kinds: {
      margin: theme.spacing(2, 0, 0.5),
      fontSize: '0.875rem',
      fontWeight: 600,
    },
  }),
  { name: 'FluxFleetSyncPanel' },
);

/** How the sync of a cluster goes, or why there is nothing to say about it. */
export const SyncPanel = (props: { cluster: ClusterDetail }) => {
  const { sync, health, unreadableKinds } = props.cluster;
  const classes = useStyles();
  const { t } = useTranslationRef(fluxFleetTranslationRef);
  const isOld = useNow(
    useCallback(now => sync !== null && isReportOld(sync, now), [sync]),
  );
  if (!sync || !isSynced(health.state)) {
    return (
      <Panel title={t('sync.title')} level={3}>
        <p className={classes.none}>
          {t(isSynced(health.state) ? 'sync.none' : 'sync.noConnection')}
        </p>
      </Panel>
    );
  }
  return (
    <Panel
      title={t('sync.title')}
      level={3}
      aside={
        <span className={classes.aside}>
          <Age time={sync.reportedAt} say={age => t('sync.asOf', { age })} />
        </span>
      }
    >
      {isOld && (
        <Alert severity="warning" variant="outlined" className={classes.alert}>
          <Clock
            time={sync.reportedAt}
            say={time => t('sync.silent', { time })}
          />
        </Alert>
      )}
      <SyncFacts sync={sync} />
      <Typography component="h4" className={classes.kinds}>
        {t('sync.kinds')}
      </Typography>
      <KindSyncs kinds={sync.kinds} unreadable={unreadableKinds} />
    </Panel>
  );
};
