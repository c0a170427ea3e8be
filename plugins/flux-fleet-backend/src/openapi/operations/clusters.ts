import { fluxClusterReadPermission } from '@flux-fleet/backstage-plugin-flux-fleet-common';
import { z } from 'zod';
import { defineOperation } from '../defineOperation';
import { clusterDetailSchema, clusterPageSchema } from '../schemas/cluster';
import {
  clusterFilterParameters,
  clusterPathParameters,
  pageParameters,
} from '../schemas/parameters';

/** `GET /clusters` */
export const listClusters = defineOperation({
  operationId: 'listClusters',
  method: 'get',
  path: '/clusters',
  tag: 'Clusters',
  summary: 'List the registered clusters',
  description: 'Clusters by name, with their health and counts by status.',
  pathParameters: z.strictObject({}),
  query: z.strictObject({ ...clusterFilterParameters, ...pageParameters }),
  permissions: [fluxClusterReadPermission.name],
  response: {
    status: 200,
    description: 'The clusters that you may read',
    schema: clusterPageSchema,
  },
  audit: { eventId: 'cluster-list', severityLevel: 'low' },
});

/** `GET /clusters/{cluster}` */
export const getCluster = defineOperation({
  operationId: 'getCluster',
  method: 'get',
  path: '/clusters/{cluster}',
  tag: 'Clusters',
  summary: 'Get one cluster',
  description:
    'A cluster with its health, and how its sync goes, kind by kind.',
  pathParameters: z.strictObject(clusterPathParameters),
  query: z.strictObject({}),
  permissions: [fluxClusterReadPermission.name],
  response: {
    status: 200,
    description: 'The cluster',
    schema: clusterDetailSchema,
  },
  failures: { 404: 'There is no such cluster, or you may not read it' },
  audit: { eventId: 'cluster-get', severityLevel: 'low' },
});
