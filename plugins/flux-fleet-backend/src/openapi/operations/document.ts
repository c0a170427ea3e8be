import { z } from 'zod';
import { defineOperation } from '../defineOperation';

/** `GET /openapi.json` */
export const getDocument = defineOperation({
  operationId: 'getOpenApiDocument',
  method: 'get',
  path: '/openapi.json',
  tag: 'Document',
  summary: 'Get this document',
  pathParameters: z.strictObject({}),
  query: z.strictObject({}),
  permissions: [],
  response: {
    status: 200,
    description: 'The OpenAPI document of this API',
    schema: z.looseObject({ openapi: z.string() }),
  },
  audit: { eventId: 'openapi-get', severityLevel: 'low' },
});
