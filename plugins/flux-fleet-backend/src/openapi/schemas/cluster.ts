import type {
  Cluster,
  ClusterDetail,
  ClusterHealthState,
  Page,
} from '@flux-fleet/backstage-plugin-flux-fleet-common';
import { z } from 'zod';
import { clusterSyncSchema, clusterSyncSummarySchema } from './clusterSync';
import { documents } from './documents';
import {
  countsSchema,
  labelsSchema,
  pageSchema,
  timeSchema,
} from './primitives';

/** How the connection to a cluster is. */
export const healthStateSchema = documents<ClusterHealthState>()(
  z
    .enum([
      'connecting',
      'connected',
      'degraded',
      'unreachable',
      'unauthorized',
      'polling',
      'silent',
    ])
    .meta({ id: 'ClusterHealthState' }),
);

const clusterFields = {
  name: z.string().describe('Unique name: a DNS label'),
  uid: z.string().describe('Opaque id; signals name clusters by it'),
  title: z.string(),
  dns: z.string().nullable(),
  environment: z.string(),
  labels: labelsSchema,
  source: z
    .string()
    .describe('Where its registration comes from: `config`, or a source'),
  health: z.strictObject({
    state: healthStateSchema,
    message: z
      .string()
      .describe('Why; empty when connected, unless objects are left out'),
    since: timeSchema,
    nextTryAt: timeSchema.nullable(),
  }),
  versions: z.strictObject({
    kubernetes: z.string().nullable(),
    flux: z.string().nullable(),
    operator: z.string().nullable(),
  }),
  counts: countsSchema.describe(
    'How many of its resources that you may read have which status',
  ),
  unreadableKinds: z
    .array(
      z.strictObject({
        group: z.string(),
        kind: z.string(),
        message: z.string(),
        since: timeSchema.describe('Since when it could not be read'),
      }),
    )
    .describe('Kinds that it serves and that could not be read'),
  lastSyncedAt: timeSchema.nullable(),
  lastPolledAt: timeSchema.nullable(),
  version: z.number().int(),
};

/** A registered cluster. */
export const clusterSchema = documents<Cluster>()(
  z
    .strictObject({
      ...clusterFields,
      sync: clusterSyncSummarySchema
        .nullable()
        .describe('How its sync went lately; null when no replica has told'),
    })
    .meta({ id: 'Cluster' }),
);

/** A registered cluster, with how its sync goes in full. */
export const clusterDetailSchema = documents<ClusterDetail>()(
  z
    .strictObject({
      ...clusterFields,
      sync: clusterSyncSchema
        .nullable()
        .describe('How its sync goes; null when no replica has told'),
    })
    .meta({ id: 'ClusterDetail' }),
);

/** A page of clusters. */
export const clusterPageSchema = documents<Page<Cluster>>()(
  pageSchema('ClusterPage', clusterSchema),
);
