import {
  RESOURCE_SORT_FIELDS,
  type ResourceSort,
} from '@flux-fleet/backstage-plugin-flux-fleet-common';
import { z } from 'zod';
import { healthStateSchema } from './cluster';
import { statusSchema } from './primitives';

/** At most so many values of one repeatable parameter. */
const MOST_VALUES = 200;

const text = (longest: number) =>
  z
    .string()
    .min(1, 'must not be empty')
    .max(longest, `must not be longer than ${longest} characters`)
    .refine(value => !value.includes('\0'), 'must not hold null characters');

const anyOf = (value: z.ZodType<string>) =>
  z.array(value).max(MOST_VALUES).optional();

const labels = z
  .array(text(400))
  .max(MOST_VALUES)
  .optional()
  .describe('`key=value` or `key`; all must hold');

const q = text(200)
  .optional()
  .describe('Free text: each of its words must be found, in any case');

const LIMIT = 'must be a whole number from 1 to 1000';

/** Digits alone: what JavaScript takes for a number besides (`1e2`, ` 7`, an empty text) is a mistake in an address. */
const limit = z
  .preprocess(
    value =>
      typeof value === 'string' && /^\d{1,9}$/.test(value)
        ? Number(value)
        : Number.NaN,
    z.number(LIMIT).int(LIMIT).min(1, LIMIT).max(1000, LIMIT),
  )
  .default(100)
  .meta({
    description: 'How many items at most',
    // Schemas of what is read before it is checked are written without their default.
    override: { default: 100 },
  });

/** Query parameters of every list. */
export const pageParameters = {
  limit,
  cursor: z
    .string()
    .min(1, 'must not be empty')
    .optional()
    .describe('Where to go on: `nextCursor` of the page before'),
};

/** Query parameters that choose clusters. */
export const clusterFilterParameters = {
  environment: anyOf(text(63)),
  health: z.array(healthStateSchema).max(MOST_VALUES).optional(),
  label: labels,
  q,
};

/** Query parameters that choose resources. */
export const resourceFilterParameters = {
  cluster: anyOf(text(63)),
  environment: anyOf(text(63)),
  kind: anyOf(text(63)),
  namespace: anyOf(text(253)),
  name: anyOf(text(253)),
  status: z.array(statusSchema).max(MOST_VALUES).optional(),
  label: labels,
  q,
};

const sorts = RESOURCE_SORT_FIELDS.flatMap((field): ResourceSort[] => [
  field,
  `-${field}`,
]);

/** The order of resources. */
export const sortParameter = z
  .enum(sorts)
  .default('status')
  .describe(
    'A leading `-` turns the order around. `status` puts the failed first, `since` the newest change',
  );

/** Path parameters that name a cluster. */
export const clusterPathParameters = {
  cluster: text(63).describe('Name of the cluster'),
};

/** Path parameters that name a resource. */
export const resourcePathParameters = {
  ...clusterPathParameters,
  group: text(253).describe('API group, for example helm.toolkit.fluxcd.io'),
  kind: text(63).describe('Kind, for example HelmRelease'),
  namespace: text(253),
  name: text(253),
};
