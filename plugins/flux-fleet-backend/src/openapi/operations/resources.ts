import {
  fluxResourceReadPermission,
  fluxResourceReconcilePermission,
} from '@flux-fleet/backstage-plugin-flux-fleet-common';
import { z } from 'zod';
import { defineOperation } from '../defineOperation';
import {
  inventoryPageSchema,
  resourceDetailSchema,
  resourceEventPageSchema,
} from '../schemas/detail';
import { operationSchema } from '../schemas/operation';
import {
  pageParameters,
  resourceFilterParameters,
  resourcePathParameters,
  sortParameter,
} from '../schemas/parameters';
import { resourcePageSchema } from '../schemas/resource';

const RESOURCE_PATH = '/resources/{cluster}/{group}/{kind}/{namespace}/{name}';

const MISSING = { 404: 'There is no such resource, or you may not read it' };

const UNREADABLE = {
  ...MISSING,
  503: 'The cluster cannot be read now; the message says why',
};

/** `GET /resources` */
export const listResources = defineOperation({
  operationId: 'listResources',
  method: 'get',
  path: '/resources',
  tag: 'Resources',
  summary: 'List Flux resources of the fleet',
  description:
    'Reads the index. Within one filter any of the values, across filters all of them.',
  pathParameters: z.strictObject({}),
  query: z.strictObject({
    ...resourceFilterParameters,
    sort: sortParameter,
    ...pageParameters,
  }),
  permissions: [fluxResourceReadPermission.name],
  response: {
    status: 200,
    description: 'The resources that you may read',
    schema: resourcePageSchema,
  },
  audit: { eventId: 'resource-list', severityLevel: 'low' },
});

/** `GET /resources/...` */
export const getResource = defineOperation({
  operationId: 'getResource',
  method: 'get',
  path: RESOURCE_PATH,
  tag: 'Resources',
  summary: 'Get one resource in detail',
  description:
    'The row of the index and the live object. When the cluster cannot be read, there is no object, and `unavailable` says why.',
  isLive: true,
  pathParameters: z.strictObject(resourcePathParameters),
  query: z.strictObject({}),
  permissions: [fluxResourceReadPermission.name],
  response: {
    status: 200,
    description: 'The resource',
    schema: resourceDetailSchema,
  },
  failures: MISSING,
  audit: { eventId: 'resource-get', severityLevel: 'low' },
});

/** `GET /resources/.../events` */
export const listResourceEvents = defineOperation({
  operationId: 'listResourceEvents',
  method: 'get',
  path: `${RESOURCE_PATH}/events`,
  tag: 'Resources',
  summary: 'List the events about one resource',
  description:
    'Read live from the cluster, newest first. When the cluster keeps more than 5000 about the resource, those are left out that it hands out last.',
  isLive: true,
  pathParameters: z.strictObject(resourcePathParameters),
  query: z.strictObject(pageParameters),
  permissions: [fluxResourceReadPermission.name],
  response: {
    status: 200,
    description: 'The events',
    schema: resourceEventPageSchema,
  },
  failures: UNREADABLE,
  audit: { eventId: 'resource-events', severityLevel: 'low' },
});

/** `GET /resources/.../inventory` */
export const listResourceInventory = defineOperation({
  operationId: 'listResourceInventory',
  method: 'get',
  path: `${RESOURCE_PATH}/inventory`,
  tag: 'Resources',
  summary: 'List the objects that one resource applied',
  description: 'Read live from the cluster, in the order of the inventory.',
  isLive: true,
  pathParameters: z.strictObject(resourcePathParameters),
  query: z.strictObject(pageParameters),
  permissions: [fluxResourceReadPermission.name],
  response: {
    status: 200,
    description: 'The objects',
    schema: inventoryPageSchema,
  },
  failures: UNREADABLE,
  audit: { eventId: 'resource-inventory', severityLevel: 'low' },
});

/** `POST /resources/.../reconcile` */
export const reconcileResource = defineOperation({
  operationId: 'reconcileResource',
  method: 'post',
  path: `${RESOURCE_PATH}/reconcile`,
  tag: 'Resources',
  summary: 'Reconcile one resource now',
  description:
    'Starts an operation and answers at once; read the operation to see how it goes.',
  isLive: true,
  pathParameters: z.strictObject(resourcePathParameters),
  query: z.strictObject({}),
  permissions: [
    fluxResourceReadPermission.name,
    fluxResourceReconcilePermission.name,
  ],
  response: {
    status: 202,
    description: 'The operation that was started',
    schema: operationSchema,
  },
  failures: {
    ...MISSING,
    409: 'It is suspended, or nothing reconciles it; the message says what to do',
    503: 'Its cluster cannot be read now, or too much is being reconciled; the message says which',
  },
  audit: { eventId: 'resource-reconcile', severityLevel: 'medium' },
});
