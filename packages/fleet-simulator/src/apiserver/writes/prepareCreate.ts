import { randomBytes, randomUUID } from 'node:crypto';

import { trackUpdate } from '../managedFields/trackUpdate';
import { KubernetesObject, ResourceDefinition } from '../types';
import { normalizeMetadata } from './normalizeMetadata';
import { timestamp } from './timestamp';
import { validateMetadata } from './validateMetadata';
import { WriteContext } from './WriteContext';

/** What Kubernetes draws the ends of generated names from: no vowels, so no words. */
const NAME_LETTERS = 'bcdfghjklmnpqrstvwxz2456789';
const LONGEST_GENERATED_BASE = 58;

/**
 * Fills in what the server sets on a new object, drops what its writer may not set, and validates it.
 *
 * @throws ApiError 422 when its metadata is invalid
 */
export function prepareCreate(options: {
  definition: ResourceDefinition;
  object: KubernetesObject;
  context: WriteContext;
  now: number;
  /** Managed fields as server-side apply made them; otherwise the writer is recorded as an Update manager. */
  applied?: boolean;
}): KubernetesObject {
  const { definition, object, context, now, applied } = options;
  const { trusted } = context;
  const given = object.metadata;
  const prepared: KubernetesObject = {
    ...object,
    metadata: normalizeMetadata({
      ...given,
      name: given.name || generateName(given),
      uid: (trusted && given.uid) || randomUUID(),
      creationTimestamp: (trusted && given.creationTimestamp) || timestamp(now),
    }),
  };
  const { metadata } = prepared;
  delete metadata.resourceVersion;
  if (!trusted) {
    delete metadata.deletionTimestamp;
  }
  if (countsGenerations(definition)) {
    metadata.generation = (trusted && given.generation) || 1;
  } else {
    delete metadata.generation;
  }
  if (!definition.namespaced) {
    delete metadata.namespace;
  }
  if (definition.statusSubresource && !trusted) {
    delete prepared.status;
  }
  if (definition.group === '' && definition.kind === 'Namespace') {
    startNamespace(prepared);
  }
  validateMetadata(definition, prepared);
  if (!applied && !(trusted && given.managedFields)) {
    delete metadata.managedFields;
    metadata.managedFields = trackUpdate({
      before: undefined,
      after: prepared,
      manager: {
        manager: context.manager,
        operation: 'Update',
        apiVersion: context.apiVersion,
      },
      custom: definition.custom,
      time: timestamp(now),
    });
  }
  return prepared;
}

/** Kinds with a generation: custom ones, and the built-in ones that controllers act on. */
export function countsGenerations(definition: ResourceDefinition): boolean {
  return (
    definition.custom ||
    definition.group === 'apps' ||
    definition.group === 'apiextensions.k8s.io'
  );
}

function generateName(metadata: Record<string, any>): string {
  const base = metadata.generateName;
  if (typeof base !== 'string' || base === '') {
    return '';
  }
  const end = [...randomBytes(5)]
    .map(byte => NAME_LETTERS[byte % NAME_LETTERS.length])
    .join('');
  return base.slice(0, LONGEST_GENERATED_BASE) + end;
}

function startNamespace(namespace: KubernetesObject): void {
  const { metadata } = namespace;
  metadata.labels = {
    ...metadata.labels,
    'kubernetes.io/metadata.name': metadata.name,
  };
  namespace.spec = { finalizers: ['kubernetes'] };
  namespace.status = { phase: 'Active' };
}
