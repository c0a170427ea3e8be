import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { ResourceDetail } from '@flux-fleet/backstage-plugin-flux-fleet-common';
import { makeStyles } from '@material-ui/core/styles';
import Alert from '@material-ui/lab/Alert';
import { fluxFleetTranslationRef } from '../../translation';
import { Clock } from '../Age/Clock';
import { Panel } from '../common/Panel';
import { ResourceFacts } from './ResourceFacts';
import { ResourceHeader } from './ResourceHeader';
import { ResourceTabs } from './ResourceTabs';
import { quietText } from '../common/quietText';

const useStyles = makeStyles(
  theme => ({
    why: {
      margin: 0,
      fontSize: '0.875rem',
      lineHeight: 1.5,
      whiteSpace: 'pre-wrap',
      overflowWrap: 'anywhere',
      fontFamily: 'ui-monospace, SFMono-Regular, Menlo, Consolas, monospace',
    },
    quiet: {
      margin: theme.spacing(1, 0, 0),
      fontSize: '0.8125rem',
      color: quietText(theme),
    },
    notice: { color: theme.palette.text.primary },
  }),
  { name: 'FluxFleetResourceDetails' },
);

/** All of a resource that is known. */
export const ResourceDetails = (props: { detail: ResourceDetail }) => {
  const { resource, unavailable, object } = props.detail;
  const classes = useStyles();
  const { t } = useTranslationRef(fluxFleetTranslationRef);
  const { status, message, reason, stale, staleSince, retrying } = resource;
  const needsWhy =
    status === 'Failed' ||
    status === 'Waiting' ||
    (status === 'Suspended' && resource.readiness === 'False');
  const why = [reason, message].filter(Boolean).join(': ');
  const isOutdated = stale || !object;
  const explanation = unavailable ?? t('resource.stale');
  return (
    <>
      <ResourceHeader resource={resource} />
      {isOutdated && (
        <Alert severity="warning" variant="outlined" className={classes.notice}>
          {staleSince ? (
            <Clock
              time={staleSince}
              say={time =>
                t('resource.unavailable', { time, reason: explanation })
              }
            />
          ) : (
            t('resource.unavailableUndated', { reason: explanation })
          )}
        </Alert>
      )}
      {needsWhy && why && (
        <Panel
          level={3}
          title={t(
            status === 'Waiting' ? 'resource.whyWaiting' : 'resource.why',
          )}
        >
          <p className={classes.why}>{why}</p>
          {retrying && (
            <p className={classes.quiet}>{t('resource.retrying')}</p>
          )}
        </Panel>
      )}
      <ResourceFacts detail={props.detail} />
      <ResourceTabs detail={props.detail} />
    </>
  );
};
