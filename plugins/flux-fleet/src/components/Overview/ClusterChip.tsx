import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Cluster } from '@flux-fleet/backstage-plugin-flux-fleet-common';
import { makeStyles } from '@material-ui/core/styles';
import clsx from 'clsx';
import { Link } from 'react-router-dom';
import { isOutOfContact, worstStatus } from '../../model/clusterHealth';
import { searchFor } from '../../model/fleetView';
import { fluxFleetTranslationRef } from '../../translation';
import { Age } from '../Age/Age';
import { VisuallyHidden } from '../common/VisuallyHidden';
import { StatusShape } from '../StatusMark/StatusShape';
import { quietText } from '../common/quietText';

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'inline-flex',
      alignItems: 'center',
      gap: theme.spacing(0.75),
      padding: theme.spacing(0.25, 1),
      fontSize: '0.8125rem',
      lineHeight: 1.5,
      border: `1px solid ${theme.palette.divider}`,
      borderRadius: theme.shape.borderRadius,
      color: theme.palette.text.primary,
      textDecoration: 'none',
      overflowWrap: 'anywhere',
      '&:hover': { borderColor: theme.palette.text.secondary },
      '&:focus-visible': {
        outline: `2px solid ${theme.palette.primary.main}`,
        outlineOffset: 1,
      },
    },
    lost: { borderStyle: 'dashed', borderColor: theme.palette.text.secondary },
    lostName: { textDecoration: 'line-through' },
    quiet: { color: quietText(theme), whiteSpace: 'nowrap' },
    failed: { fontWeight: 600, fontVariantNumeric: 'tabular-nums' },
  }),
  { name: 'FluxFleetClusterChip' },
);

/** A cluster in few words: how it is, how much of it failed; struck out while it is out of contact. Leads to its rows. */
export const ClusterChip = (props: { cluster: Cluster }) => {
  const { cluster } = props;
  const { health, counts, versions } = cluster;
  const classes = useStyles();
  const { t } = useTranslationRef(fluxFleetTranslationRef);
  const isLost = isOutOfContact(cluster);
  const state = t(`clusters.health.${health.state}`);
  const title = [
    cluster.title === cluster.name ? '' : cluster.title,
    state,
    health.message,
    versions.flux && `Flux ${versions.flux}`,
    versions.kubernetes && `Kubernetes ${versions.kubernetes}`,
  ]
    .filter(Boolean)
    .join(' · ');
  return (
    <Link
      className={clsx(classes.root, isLost && classes.lost)}
      to={{ search: searchFor({ cluster: [cluster.name] }) }}
      title={title}
    >
      <StatusShape
        status={
          health.state === 'connecting' ? 'Unknown' : worstStatus(cluster)
        }
        isHollow={isLost}
      />
      <span className={clsx(isLost && classes.lostName)}>{cluster.name}</span>{' '}
      {counts.Failed > 0 && (
        <span>
          <span className={classes.failed} aria-hidden="true">
            {counts.Failed}
          </span>
          <VisuallyHidden>
            {t('clusters.failed', { number: String(counts.Failed) })}
          </VisuallyHidden>
        </span>
      )}{' '}
      {health.state !== 'connected' && (
        <span className={classes.quiet}>
          {state}
          {isLost && (
            <>
              {' '}
              <Age time={health.since} />
            </>
          )}
        </span>
      )}
    </Link>
  );
};
