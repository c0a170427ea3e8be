import type {
  FluxResource,
  Page,
} from '@flux-fleet/backstage-plugin-flux-fleet-common';
import { z } from 'zod';
import { documents } from './documents';
import {
  labelsSchema,
  pageSchema,
  statusSchema,
  timeSchema,
} from './primitives';

/** What names a resource in the fleet. */
export const resourceNameShape = {
  cluster: z.string(),
  group: z.string(),
  kind: z.string(),
  namespace: z.string(),
  name: z.string(),
};

/** The status of a condition. */
export const conditionStatusSchema = z.enum(['True', 'False', 'Unknown']);

/** A Flux object on one cluster, as the index knows it. */
export const resourceSchema = documents<FluxResource>()(
  z
    .strictObject({
      ...resourceNameShape,
      clusterUid: z.string().describe('Opaque id of the cluster'),
      environment: z.string().describe('Environment of the cluster'),
      version: z.string().describe('API version in which it was read'),
      uid: z.string(),
      status: statusSchema,
      reason: z.string(),
      message: z.string(),
      since: timeSchema.nullable().describe('Since when it has this status'),
      reconcilingSince: timeSchema.nullable(),
      suspended: z.boolean(),
      readiness: conditionStatusSchema
        .nullable()
        .describe('Status of the Ready condition, also while suspended'),
      retrying: z.boolean(),
      reconcilable: z
        .boolean()
        .describe('Whether a controller acts on a reconcile request for it'),
      revision: z.string().nullable(),
      shortRevision: z.string().nullable().describe('What people read of it'),
      source: z
        .strictObject({
          kind: z.string(),
          namespace: z.string(),
          name: z.string(),
        })
        .nullable(),
      labels: labelsSchema,
      lastReconciledAt: timeSchema.nullable(),
      stale: z
        .boolean()
        .describe(
          'Whether it may be out of date: the cluster is not heard of, or its kind cannot be read there',
        ),
      staleSince: timeSchema
        .nullable()
        .describe('Null when it is not stale, or not known since when'),
    })
    .meta({ id: 'Resource' }),
);

/** A page of resources. */
export const resourcePageSchema = documents<Page<FluxResource>>()(
  pageSchema('ResourcePage', resourceSchema),
);
