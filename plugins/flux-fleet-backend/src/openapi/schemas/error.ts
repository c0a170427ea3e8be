import { z } from 'zod';

/** Backstage's own error body. */
export const errorSchema = z
  .looseObject({
    error: z.looseObject({
      name: z.string().describe('For example `NotFoundError`'),
      message: z.string().describe('For people; holds no secret'),
    }),
    response: z.looseObject({ statusCode: z.number().int() }),
  })
  .meta({ id: 'Error' });
