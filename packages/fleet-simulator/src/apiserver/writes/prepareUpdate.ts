import { isDeepStrictEqual } from 'node:util';

import { ApiError } from '../ApiError';
import { trackUpdate } from '../managedFields/trackUpdate';
import { KubernetesObject, ObjectMeta, ResourceDefinition } from '../types';
import { normalizeMetadata } from './normalizeMetadata';
import { countsGenerations } from './prepareCreate';
import { timestamp } from './timestamp';
import { validateMetadata } from './validateMetadata';
import { WriteContext } from './WriteContext';

/**
 * What becomes of an object when somebody writes `next` over `current`: what the writer may not change stays, generation counts,
 * and the managers of fields are kept.
 *
 * @returns undefined when nothing changes
 * @throws ApiError 409 when `next` names another resourceVersion or uid, 422 when it is invalid
 */
export function prepareUpdate(options: {
  definition: ResourceDefinition;
  current: KubernetesObject;
  next: KubernetesObject;
  context: WriteContext;
  now: number;
  /** Managed fields are those of `next`, as server-side apply made them. */
  applied?: boolean;
}): KubernetesObject | undefined {
  const { definition, current, next, context, now, applied } = options;
  checkIdentity(definition, current, next);
  const prepared = keepWhatIsNotWritten(options);
  validateMetadata(definition, prepared);

  if (countsGenerations(definition)) {
    const raised = !isDeepStrictEqual(desired(current), desired(prepared));
    prepared.metadata.generation =
      (current.metadata.generation ?? 1) + (raised ? 1 : 0);
  }
  if (!applied) {
    const cleared = next.metadata.managedFields;
    const before = isReset(cleared)
      ? { ...current, metadata: { ...current.metadata, managedFields: [] } }
      : current;
    prepared.metadata.managedFields = trackUpdate({
      before,
      after: prepared,
      manager: {
        manager: context.manager,
        operation: 'Update',
        apiVersion: context.apiVersion,
        ...(context.subresource ? { subresource: context.subresource } : {}),
      },
      custom: definition.custom,
      time: timestamp(now),
    });
  }
  return isSame(current, prepared) ? undefined : prepared;
}

function checkIdentity(
  definition: ResourceDefinition,
  current: KubernetesObject,
  next: KubernetesObject,
): void {
  const { name, uid, resourceVersion } = current.metadata;
  if (next.metadata.name !== name) {
    throw ApiError.invalid(definition, name, [
      {
        reason: 'FieldValueInvalid',
        field: 'metadata.name',
        message: `Invalid value: ${JSON.stringify(
          next.metadata.name,
        )}: field is immutable`,
      },
    ]);
  }
  if (next.metadata.uid && next.metadata.uid !== uid) {
    throw ApiError.conflict(
      definition,
      name,
      `Precondition failed: UID in precondition: ${next.metadata.uid}, UID in object meta: ${uid}`,
    );
  }
  if (
    next.metadata.resourceVersion &&
    next.metadata.resourceVersion !== resourceVersion
  ) {
    throw ApiError.conflict(definition, name);
  }
}

function keepWhatIsNotWritten(options: {
  definition: ResourceDefinition;
  current: KubernetesObject;
  next: KubernetesObject;
  context: WriteContext;
}): KubernetesObject {
  const { definition, current, next, context } = options;
  const { apiVersion, kind } = current;
  if (context.subresource === 'status') {
    const prepared = { ...current, metadata: { ...current.metadata } };
    return withStatus(prepared, next.status);
  }
  const { uid, creationTimestamp, deletionTimestamp, resourceVersion } =
    current.metadata;
  const prepared: KubernetesObject = {
    ...next,
    apiVersion,
    kind,
    metadata: normalizeMetadata({
      ...next.metadata,
      namespace: current.metadata.namespace,
      uid,
      creationTimestamp,
      resourceVersion,
      generation: current.metadata.generation,
      deletionTimestamp,
      managedFields: next.metadata.managedFields,
    }),
  };
  return definition.statusSubresource
    ? withStatus(prepared, current.status)
    : prepared;
}

function withStatus(
  object: KubernetesObject,
  status: KubernetesObject['status'],
): KubernetesObject {
  if (status === undefined || status === null) {
    delete object.status;
    return object;
  }
  return { ...object, status };
}

/** What generation counts the changes of: everything but metadata and status. */
function desired(object: KubernetesObject): Record<string, unknown> {
  const { metadata: _metadata, status: _status, ...rest } = object;
  return rest;
}

/** A writer resets managed fields with one empty entry. */
function isReset(managedFields: unknown): boolean {
  return (
    Array.isArray(managedFields) &&
    managedFields.length === 1 &&
    Object.keys(managedFields[0] ?? {}).length === 0
  );
}

function isSame(a: KubernetesObject, b: KubernetesObject): boolean {
  const { metadata: oldMetadata, ...oldRest } = a;
  const { metadata: newMetadata, ...newRest } = b;
  return (
    isDeepStrictEqual(oldRest, newRest) &&
    isDeepStrictEqual(comparable(oldMetadata), comparable(newMetadata))
  );
}

/** Only times of managers do not make a change. */
function comparable(metadata: ObjectMeta): unknown {
  const { managedFields = [], ...others } = normalizeMetadata(metadata);
  return {
    ...others,
    managedFields: managedFields.map(({ time: _time, ...entry }) => entry),
  };
}
