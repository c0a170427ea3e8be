import type {
  Operation,
  OperationOutcome,
  Page,
} from '@flux-fleet/backstage-plugin-flux-fleet-common';
import { z } from 'zod';
import { documents } from './documents';
import { pageSchema, timeSchema } from './primitives';
import { resourceNameShape } from './resource';

const outcomeSchema = documents<OperationOutcome>()(
  z
    .enum([
      'pending',
      'requested',
      'reconciling',
      'ready',
      'failed',
      'timedOut',
      'refused',
      'cancelled',
    ])
    .meta({ id: 'OperationOutcome' }),
);

/** One action on one or many resources. */
export const operationSchema = documents<Operation>()(
  z
    .strictObject({
      id: z.string(),
      action: z.enum(['reconcile']),
      state: z.enum(['running', 'succeeded', 'failed', 'cancelled']),
      requestedBy: z
        .string()
        .describe('Entity reference of the person, or subject of the service'),
      startedAt: timeSchema,
      finishedAt: timeSchema.nullable(),
      counts: z
        .partialRecord(outcomeSchema, z.number().int())
        .describe('How many resources have which outcome, without zeros'),
      results: z.array(
        z.strictObject({
          ...resourceNameShape,
          outcome: outcomeSchema,
          message: z.string(),
        }),
      ),
    })
    .meta({ id: 'Operation' }),
);

/** A page of operations. */
export const operationPageSchema = documents<Page<Operation>>()(
  pageSchema('OperationPage', operationSchema),
);
