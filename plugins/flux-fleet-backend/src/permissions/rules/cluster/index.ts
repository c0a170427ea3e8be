import { hasClusterLabel } from './hasClusterLabel';
import { hasEnvironment } from './hasEnvironment';
import { isCluster } from './isCluster';

/** Every permission rule for clusters, by the name of its condition. */
export const clusterRules = { isCluster, hasEnvironment, hasClusterLabel };
