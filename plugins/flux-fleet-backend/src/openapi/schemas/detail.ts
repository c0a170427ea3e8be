import type {
  Condition,
  FluxObject,
  InventoryEntry,
  ObjectReference,
  Page,
  ResourceDetail,
  ResourceEvent,
} from '@flux-fleet/backstage-plugin-flux-fleet-common';
import { z } from 'zod';
import { documents } from './documents';
import { labelsSchema, pageSchema, timeSchema } from './primitives';
import { conditionStatusSchema, resourceSchema } from './resource';

const fluxObjectSchema = documents<FluxObject>()(
  z
    .looseObject({
      apiVersion: z.string(),
      kind: z.string(),
      metadata: z.looseObject({
        name: z.string(),
        namespace: z.string().optional(),
        uid: z.string().optional(),
        generation: z.number().optional(),
        resourceVersion: z.string().optional(),
        creationTimestamp: z.string().optional(),
        labels: labelsSchema.optional(),
        annotations: labelsSchema.optional(),
      }),
      spec: z.record(z.string(), z.unknown()).optional(),
      status: z.record(z.string(), z.unknown()).optional(),
    })
    .meta({ id: 'FluxObject' }),
);

const conditionSchema = documents<Condition>()(
  z
    .strictObject({
      type: z.string(),
      status: conditionStatusSchema,
      reason: z.string().optional(),
      message: z.string().optional(),
      lastTransitionTime: z.string().optional(),
      observedGeneration: z.number().optional(),
    })
    .meta({ id: 'Condition' }),
);

const objectReferenceSchema = documents<ObjectReference>()(
  z
    .strictObject({
      group: z.string().nullable(),
      kind: z.string(),
      namespace: z.string(),
      name: z.string(),
    })
    .meta({ id: 'ObjectReference' }),
);

const inventoryEntrySchema = documents<InventoryEntry>()(
  z
    .strictObject({
      group: z.string(),
      version: z.string(),
      kind: z.string(),
      namespace: z.string().describe('Empty when cluster-scoped'),
      name: z.string(),
    })
    .meta({ id: 'InventoryEntry' }),
);

/** One resource, read live from its cluster. */
export const resourceDetailSchema = documents<ResourceDetail>()(
  z
    .strictObject({
      resource: resourceSchema,
      object: fluxObjectSchema
        .nullable()
        .describe(
          'Without managed fields, last-applied annotations and secrets; null when the cluster cannot be read now',
        ),
      unavailable: z
        .string()
        .nullable()
        .describe('Why there is no object; null when there is one'),
      conditions: z.array(conditionSchema),
      dependsOn: z.array(objectReferenceSchema),
      inventory: z.array(inventoryEntrySchema),
    })
    .meta({ id: 'ResourceDetail' }),
);

/** A page of objects that a resource applied. */
export const inventoryPageSchema = documents<Page<InventoryEntry>>()(
  pageSchema('InventoryPage', inventoryEntrySchema),
);

const resourceEventSchema = documents<ResourceEvent>()(
  z
    .strictObject({
      type: z.enum(['Normal', 'Warning']),
      reason: z.string(),
      message: z.string(),
      count: z.number().int(),
      firstSeenAt: timeSchema.nullable(),
      lastSeenAt: timeSchema.nullable(),
      reportedBy: z.string().describe('The controller; empty when unknown'),
    })
    .meta({ id: 'ResourceEvent' }),
);

/** A page of events about a resource. */
export const resourceEventPageSchema = documents<Page<ResourceEvent>>()(
  pageSchema('ResourceEventPage', resourceEventSchema),
);
