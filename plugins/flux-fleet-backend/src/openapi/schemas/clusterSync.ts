import {
  SYNC_ACTIVITIES,
  SYNC_ERROR_REASONS,
  type ClusterKindSync,
  type ClusterSync,
  type ClusterSyncSummary,
  type SyncError,
} from '@flux-fleet/backstage-plugin-flux-fleet-common';
import { z } from 'zod';
import { documents } from './documents';
import { timeSchema } from './primitives';

const countSchema = z.number().int().nonnegative();

const secondsSchema = z.number().nonnegative();

const reasonSchema = z
  .enum(SYNC_ERROR_REASONS)
  .meta({ id: 'SyncErrorReason', description: 'Why a request failed' });

/** A request of the sync that failed. */
export const syncErrorSchema = documents<SyncError>()(
  z
    .strictObject({
      reason: reasonSchema,
      during: z.enum(SYNC_ACTIVITIES),
      at: timeSchema,
    })
    .meta({ id: 'SyncError' }),
);

const summaryFields = {
  reportedAt: timeSchema.describe(
    'When the replica that syncs the cluster told this; it tells at least every 90 seconds',
  ),
  lagSeconds: z
    .strictObject({ median: secondsSchema, maximum: secondsSchema })
    .nullable()
    .describe(
      'From hearing of a change to the commit of its row, over the 5 minutes before; null when nothing was written',
    ),
  errors: countSchema.describe(
    'Failed requests over the 5 minutes before; watches that only have to be listed again are not counted',
  ),
};

/** How the sync of a cluster went, in few words. */
export const clusterSyncSummarySchema = documents<ClusterSyncSummary>()(
  z.strictObject(summaryFields).meta({ id: 'ClusterSyncSummary' }),
);

/** How the sync of one kind goes. */
export const clusterKindSyncSchema = documents<ClusterKindSync>()(
  z
    .strictObject({
      group: z.string(),
      kind: z.string(),
      state: z.enum(['watching', 'resuming', 'failed']),
      objects: countSchema
        .nullable()
        .describe('In the last complete list; null before the first'),
      lastListedAt: timeSchema.nullable(),
      listSeconds: secondsSchema.nullable(),
      watchingSince: timeSchema.nullable(),
      events: countSchema.describe(
        'Of watches that have ended, since this replica took the cluster over',
      ),
      lastError: syncErrorSchema
        .nullable()
        .describe('Stays after the kind has recovered'),
    })
    .meta({ id: 'ClusterKindSync' }),
);

/** How the sync of a cluster goes. */
export const clusterSyncSchema = documents<ClusterSync>()(
  z
    .strictObject({
      ...summaryFields,
      replica: z
        .string()
        .describe('The replica of the backend that syncs the cluster'),
      syncingSince: timeSchema,
      rows: z
        .strictObject({
          written: countSchema,
          unchanged: countSchema,
          deleted: countSchema,
        })
        .describe('Over the 5 minutes before'),
      relists: countSchema.describe(
        'Complete lists of kinds that had been listed before, over the 5 minutes before',
      ),
      errorsByReason: z.array(
        z.strictObject({ reason: reasonSchema, count: countSchema }),
      ),
      lastError: syncErrorSchema
        .nullable()
        .describe('The last failure of a request that was about no kind'),
      kinds: z.array(clusterKindSyncSchema),
    })
    .meta({ id: 'ClusterSync' }),
);
