import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  Cluster,
  Status,
  Summary,
} from '@flux-fleet/backstage-plugin-flux-fleet-common';
import { makeStyles } from '@material-ui/core/styles';
import { Link } from 'react-router-dom';
import { isInContact } from '../../model/clusterHealth';
import { searchFor } from '../../model/fleetView';
import { fluxFleetTranslationRef } from '../../translation';
import { StatusShape } from '../StatusMark/StatusShape';
import { quietText } from '../common/quietText';

/** In the order of urgency; `Unknown` shows only when there is something of it. */
const SHOWN: readonly Status[] = [
  'Failed',
  'Waiting',
  'Progressing',
  'Suspended',
  'Ready',
];

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'flex',
      flexWrap: 'wrap',
      gap: theme.spacing(1),
      alignItems: 'stretch',
      margin: 0,
      padding: 0,
      listStyle: 'none',
      [theme.breakpoints.down('xs')]: {
        display: 'grid',
        gridTemplateColumns: 'repeat(2, minmax(0, 1fr))',
      },
    },
    tile: {
      display: 'flex',
      alignItems: 'center',
      gap: theme.spacing(1),
      height: '100%',
      padding: theme.spacing(1, 1.75),
      border: `1px solid ${theme.palette.divider}`,
      borderRadius: theme.shape.borderRadius,
      backgroundColor: theme.palette.background.paper,
      color: theme.palette.text.primary,
      textDecoration: 'none',
      '&:hover': { borderColor: theme.palette.text.secondary },
      '&:focus-visible': {
        outline: `2px solid ${theme.palette.primary.main}`,
        outlineOffset: 1,
      },
    },
    count: {
      fontSize: '1.25rem',
      lineHeight: 1.2,
      fontWeight: 600,
      fontVariantNumeric: 'tabular-nums',
      minWidth: '1ch',
    },
    word: { fontSize: '0.875rem' },
    connected: {
      marginLeft: 'auto',
      alignSelf: 'center',
      fontSize: '0.875rem',
      color: quietText(theme),
      [theme.breakpoints.down('xs')]: { gridColumn: '1 / -1', margin: 0 },
    },
  }),
  { name: 'FluxFleetStatusTiles' },
);

/** How many resources have which status, each a link to them, and how many clusters are connected. */
export const StatusTiles = (props: {
  summary: Summary | undefined;
  clusters: Cluster[] | undefined;
}) => {
  const { summary, clusters } = props;
  const classes = useStyles();
  const { t } = useTranslationRef(fluxFleetTranslationRef);
  const counts = new Map(
    summary?.groups.map(({ key, count }) => [key.status, count]),
  );
  const statuses = counts.get('Unknown')
    ? [...SHOWN, 'Unknown' as const]
    : SHOWN;
  return (
    <ul className={classes.root} aria-label={t('overview.tiles')}>
      {statuses.map(status => (
        <li key={status}>
          <Link
            className={classes.tile}
            to={{ search: searchFor({ status: [status] }) }}
          >
            <StatusShape status={status} size={14} />
            <span className={classes.count}>
              {summary ? (counts.get(status) ?? 0).toLocaleString() : '–'}
            </span>{' '}
            <span className={classes.word}>{t(`status.${status}`)}</span>
          </Link>
        </li>
      ))}
      <li className={classes.connected}>
        {clusters &&
          t('overview.connected', {
            connected: String(clusters.filter(isInContact).length),
            number: String(clusters.length),
          })}
      </li>
    </ul>
  );
};
