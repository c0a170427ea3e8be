import { makeStyles } from '@material-ui/core/styles';
import { Route, Routes } from 'react-router-dom';
import { useBackendState } from '../../hooks/useBackendState';
import { useLiveUpdates } from '../../hooks/useLiveUpdates';
import {
  clusterRouteRef,
  clustersRouteRef,
  resourceRouteRef,
} from '../../routes';
import { BackendNotice } from '../BackendNotice/BackendNotice';
import { ClusterPage } from '../ClusterPage/ClusterPage';
import { ClustersPage } from '../ClustersPage/ClustersPage';
import { FleetPage } from '../FleetPage/FleetPage';
import { PageNotFound } from './PageNotFound';
import { ResourcePage } from '../ResourcePage/ResourcePage';

const useStyles = makeStyles(
  theme => ({
    // The app's own font may be another one than the theme's; ours is one throughout.
    root: {
      fontFamily: theme.typography.fontFamily,
      color: theme.palette.text.primary,
    },
  }),
  { name: 'FluxFleet' },
);

/** The pages of Flux Fleet without a frame, kept current. Needs the cache around it. */
export const FluxFleetContent = () => {
  const classes = useStyles();
  const backend = useBackendState();
  useLiveUpdates({ connection: backend.recoveries });
  return (
    <div className={classes.root}>
      <Routes>
        <Route path={resourceRouteRef.path} element={<ResourcePage />} />
        <Route path={clusterRouteRef.path} element={<ClusterPage />} />
        <Route path={clustersRouteRef.path} element={<ClustersPage />} />
        <Route path="/" element={<FleetPage />} />
        <Route path="*" element={<PageNotFound />} />
      </Routes>
      <BackendNotice backend={backend} />
    </div>
  );
};
