import { fluxResourceReadPermission } from '@flux-fleet/backstage-plugin-flux-fleet-common';
import { z } from 'zod';
import { defineOperation } from '../defineOperation';
import { operationPageSchema, operationSchema } from '../schemas/operation';
import { pageParameters } from '../schemas/parameters';

/** `GET /operations` */
export const listOperations = defineOperation({
  operationId: 'listOperations',
  method: 'get',
  path: '/operations',
  tag: 'Operations',
  summary: 'List operations',
  description:
    'Newest first: your own, and those whose resources you may all read. Operations are kept for 30 days.',
  pathParameters: z.strictObject({}),
  query: z.strictObject(pageParameters),
  permissions: [fluxResourceReadPermission.name],
  response: {
    status: 200,
    description: 'The operations',
    schema: operationPageSchema,
  },
  audit: { eventId: 'operation-list', severityLevel: 'low' },
});

/** `GET /operations/{id}` */
export const getOperation = defineOperation({
  operationId: 'getOperation',
  method: 'get',
  path: '/operations/{id}',
  tag: 'Operations',
  summary: 'Get one operation, with its progress',
  pathParameters: z.strictObject({ id: z.uuid() }),
  query: z.strictObject({}),
  permissions: [fluxResourceReadPermission.name],
  response: {
    status: 200,
    description: 'The operation',
    schema: operationSchema,
  },
  failures: { 404: 'There is no such operation, or you may not read it' },
  audit: { eventId: 'operation-get', severityLevel: 'low' },
});
