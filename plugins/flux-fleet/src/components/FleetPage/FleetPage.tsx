import { makeStyles } from '@material-ui/core/styles';
import { Overview } from '../Overview/Overview';
import { ResourceList } from './ResourceList';

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'grid',
      gap: theme.spacing(2),
      gridTemplateColumns: 'minmax(0, 1fr)',
    },
  }),
  { name: 'FluxFleetFleetPage' },
);

/** The fleet: what is wrong and where, and below it every resource. */
export const FleetPage = () => (
  <div className={useStyles().root}>
    <Overview />
    <ResourceList />
  </div>
);
