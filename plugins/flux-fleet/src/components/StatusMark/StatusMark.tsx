import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { FluxResource } from '@flux-fleet/backstage-plugin-flux-fleet-common';
import { makeStyles } from '@material-ui/core/styles';
import SyncIcon from '@material-ui/icons/Sync';
import { formatTime } from '../../model/formatTime';
import { fluxFleetTranslationRef } from '../../translation';
import { Clock } from '../Age/Clock';
import { StatusShape } from './StatusShape';
import { quietText } from '../common/quietText';

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'inline-flex',
      alignItems: 'center',
      gap: theme.spacing(0.75),
      whiteSpace: 'nowrap',
    },
    // Keeps its place when it is empty: nothing moves when a reconcile starts.
    reconciling: {
      width: 14,
      height: 14,
      flexShrink: 0,
      display: 'inline-flex',
      color: quietText(theme),
    },
    icon: { fontSize: 14 },
    stale: {
      display: 'block',
      fontSize: theme.typography.caption.fontSize,
      color: quietText(theme),
      paddingLeft: 12 + theme.spacing(0.75),
      whiteSpace: 'nowrap',
    },
  }),
  { name: 'FluxFleetStatusMark' },
);

/** A resource's status: shape and word, a mark while it reconciles, and since when it is stale. */
export const StatusMark = (props: {
  resource: Pick<
    FluxResource,
    'status' | 'reconcilingSince' | 'stale' | 'staleSince'
  >;
  size?: number;
}) => {
  const { status, reconcilingSince, stale, staleSince } = props.resource;
  const classes = useStyles();
  const { t } = useTranslationRef(fluxFleetTranslationRef);
  const reconciling = reconcilingSince
    ? t('status.reconciling', { time: formatTime(reconcilingSince) })
    : undefined;
  return (
    <span>
      <span className={classes.root}>
        <StatusShape status={status} isHollow={stale} size={props.size} />
        {t(`status.${status}`)}
        <span className={classes.reconciling} title={reconciling}>
          {reconciling && (
            <SyncIcon className={classes.icon} titleAccess={reconciling} />
          )}
        </span>
      </span>
      {stale && staleSince && (
        <span className={classes.stale}>
          <Clock time={staleSince} say={time => t('status.stale', { time })} />
        </span>
      )}
    </span>
  );
};
