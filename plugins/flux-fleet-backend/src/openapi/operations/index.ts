import type { ApiOperation } from '../defineOperation';
import { getCluster, listClusters } from './clusters';
import { getDocument } from './document';
import { getOperation, listOperations } from './operations';
import {
  getResource,
  listResourceEvents,
  listResourceInventory,
  listResources,
  reconcileResource,
} from './resources';
import { getSummary } from './summary';

/** Every operation of the HTTP API, in the order of the document. */
export const API_OPERATIONS: readonly ApiOperation[] = [
  listClusters,
  getCluster,
  listResources,
  getResource,
  listResourceEvents,
  listResourceInventory,
  reconcileResource,
  getSummary,
  listOperations,
  getOperation,
  getDocument,
];
