import {
  SUMMARY_DIMENSIONS,
  type Summary,
  type SummaryDimension,
} from '@flux-fleet/backstage-plugin-flux-fleet-common';
import { z } from 'zod';
import { documents } from './documents';

/** One thing to count by. */
export const summaryDimensionSchema = documents<SummaryDimension>()(
  z.enum(SUMMARY_DIMENSIONS).meta({ id: 'SummaryDimension' }),
);

/** Counts of resources by dimensions. */
export const summarySchema = documents<Summary>()(
  z
    .strictObject({
      groups: z
        .array(
          z.strictObject({
            key: z
              .partialRecord(summaryDimensionSchema, z.string())
              .describe('The values, by dimension'),
            count: z.number().int(),
          }),
        )
        .describe('The largest first'),
      totalResources: z.number().int(),
    })
    .meta({ id: 'Summary' }),
);
