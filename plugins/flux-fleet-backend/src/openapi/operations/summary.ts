import { fluxResourceReadPermission } from '@flux-fleet/backstage-plugin-flux-fleet-common';
import { z } from 'zod';
import { defineOperation } from '../defineOperation';
import { resourceFilterParameters } from '../schemas/parameters';
import { summaryDimensionSchema, summarySchema } from '../schemas/summary';

/** `GET /summary` */
export const getSummary = defineOperation({
  operationId: 'getSummary',
  method: 'get',
  path: '/summary',
  tag: 'Resources',
  summary: 'Count resources',
  description:
    'How many of the resources that you may read share one value of each dimension; takes the filters of /resources.',
  pathParameters: z.strictObject({}),
  query: z.strictObject({
    by: z
      .array(summaryDimensionSchema)
      .min(1)
      .max(6)
      .describe('What to count by; repeat it to count by several'),
    ...resourceFilterParameters,
  }),
  permissions: [fluxResourceReadPermission.name],
  response: { status: 200, description: 'The counts', schema: summarySchema },
  audit: { eventId: 'resource-summary', severityLevel: 'low' },
});
