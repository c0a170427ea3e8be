import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Cluster } from '@flux-fleet/backstage-plugin-flux-fleet-common';
import { makeStyles } from '@material-ui/core/styles';
import { countVersions } from '../../model/countVersions';
import { fluxFleetTranslationRef } from '../../translation';
import { quietText } from '../common/quietText';

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'flex',
      flexWrap: 'wrap',
      gap: theme.spacing(0.5, 2),
      alignItems: 'baseline',
      margin: theme.spacing(2, 0, 0),
      paddingTop: theme.spacing(1.5),
      borderTop: `1px solid ${theme.palette.divider}`,
      fontSize: '0.8125rem',
    },
    label: { color: quietText(theme) },
    version: { margin: 0, fontVariantNumeric: 'tabular-nums' },
    count: { color: quietText(theme) },
  }),
  { name: 'FluxFleetFluxVersions' },
);

/** Which versions of Flux the clusters run, and how many of them each. */
export const FluxVersions = (props: { clusters: Cluster[] }) => {
  const classes = useStyles();
  const { t } = useTranslationRef(fluxFleetTranslationRef);
  if (props.clusters.length === 0) return null;
  return (
    <dl className={classes.root}>
      <dt className={classes.label}>{t('clusters.versions')}</dt>
      {countVersions(props.clusters).map(({ version, count }) => (
        <dd key={version} className={classes.version}>
          {version ?? t('clusters.unknownVersion')}{' '}
          <span className={classes.count}>×{count}</span>
        </dd>
      ))}
    </dl>
  );
};
