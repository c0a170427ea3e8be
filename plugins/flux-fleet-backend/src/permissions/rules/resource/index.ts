import { hasLabel } from './hasLabel';
import { isInEnvironment } from './isInEnvironment';
import { isInNamespace } from './isInNamespace';
import { isOfKind } from './isOfKind';
import { isOnCluster } from './isOnCluster';
import { isOnClusterWithLabel } from './isOnClusterWithLabel';

/** Every permission rule for resources, by the name of its condition. */
export const resourceRules = {
  isCluster: isOnCluster,
  hasEnvironment: isInEnvironment,
  hasClusterLabel: isOnClusterWithLabel,
  isInNamespace,
  isOfKind,
  hasLabel,
};
