import { makeStyles } from '@material-ui/core/styles';
import { useClusters } from '../../hooks/useClusters';
import { useSummary } from '../../hooks/useSummary';
import { Refusal } from '../common/Refusal';
import { ClusterPanel } from './ClusterPanel';
import { NeedsAttention } from './NeedsAttention';
import { NoClusters } from './NoClusters';
import { StatusTiles } from './StatusTiles';

const useStyles = makeStyles(
  theme => ({
    root: { display: 'grid', gap: theme.spacing(2), minWidth: 0 },
    columns: {
      display: 'grid',
      gap: theme.spacing(2),
      gridTemplateColumns: 'minmax(0, 7fr) minmax(0, 5fr)',
      [theme.breakpoints.down('sm')]: {
        gridTemplateColumns: 'minmax(0, 1fr)',
      },
    },
  }),
  { name: 'FluxFleetOverview' },
);

/** Whether anything is wrong, where, and since when. */
export const Overview = () => {
  const classes = useStyles();
  const clusters = useClusters();
  const summary = useSummary({ by: 'status' });
  if (clusters.refusal && !clusters.data) {
    return <Refusal error={clusters.refusal} />;
  }
  if (clusters.data?.length === 0) return <NoClusters />;
  return (
    <div className={classes.root}>
      <StatusTiles summary={summary.data} clusters={clusters.data} />
      <div className={classes.columns}>
        <NeedsAttention clusters={clusters.data} />
        <ClusterPanel clusters={clusters.data} />
      </div>
    </div>
  );
};
