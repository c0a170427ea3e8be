import { STATUSES } from '@flux-fleet/backstage-plugin-flux-fleet-common';
import { z } from 'zod';

/** A time, RFC 3339 in UTC. */
export const timeSchema = z.iso.datetime();

/** Labels by key. */
export const labelsSchema = z.record(z.string(), z.string());

/** The status of a resource. */
export const statusSchema = z.enum(STATUSES).meta({
  id: 'Status',
  description:
    'What a resource is doing, in the order of how much it matters to somebody who looks at the fleet',
});

/** How many resources have which status, with zeros. */
export const countsSchema = z.record(statusSchema, z.number().int());

/** A page of a list. */
export function pageSchema<TItem extends z.ZodType>(id: string, item: TItem) {
  return z
    .strictObject({
      items: z.array(item),
      totalItems: z
        .number()
        .int()
        .describe('On all pages together, after filters and permissions'),
      nextCursor: z
        .string()
        .nullable()
        .describe('Pass it as `cursor` for the next page; null on the last'),
    })
    .meta({ id });
}
