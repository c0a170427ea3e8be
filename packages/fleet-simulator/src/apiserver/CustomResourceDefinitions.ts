import { ApiError } from './ApiError';
import { ApiServer } from './ApiServer';
import { createCustomResourceDefinition } from './createCustomResourceDefinition';
import { readCustomResourceDefinition } from './readCustomResourceDefinition';
import { KindStore } from './store/KindStore';
import { parseStored } from './store/objectText';
import { StoredObject } from './store/StoredObject';
import { KubernetesObject } from './types';
import { DeleteOptions } from './writes/DeleteOptions';
import { WriteContext } from './writes/WriteContext';

/** Creates an object for an HTTP client; what a CustomResourceDefinition defines begins to be served. */
export function createOverHttp(
  server: ApiServer,
  kind: KindStore,
  object: KubernetesObject,
  context: WriteContext,
): StoredObject {
  if (!isCustomResourceDefinition(kind)) {
    return server.writer.create(kind, object, context);
  }
  const definition = readCustomResourceDefinition(object);
  if (server.store.kind(definition.group, definition.kind)) {
    throw ApiError.alreadyExists(kind.definition, object.metadata.name);
  }
  const { status } = createCustomResourceDefinition(
    definition,
    server.clock.now(),
  );
  const stored = server.writer.create(
    kind,
    { ...object, status },
    { ...context, trusted: true },
  );
  if (!context.dryRun) {
    server.define(definition);
  }
  return stored;
}

/** Deletes an object for an HTTP client; with a CustomResourceDefinition all objects of its kind go. */
export function deleteOverHttp(
  server: ApiServer,
  kind: KindStore,
  stored: StoredObject,
  options: DeleteOptions,
): { object: StoredObject; gone: boolean } {
  if (!isCustomResourceDefinition(kind) || options.dryRun) {
    return server.remover.delete(kind, stored, options);
  }
  const definition = readCustomResourceDefinition(
    parseStored(kind.definition, stored),
  );
  server.undefine(definition.group, definition.kind);
  return { object: stored, gone: true };
}

function isCustomResourceDefinition({ definition }: KindStore): boolean {
  return (
    definition.group === 'apiextensions.k8s.io' &&
    definition.kind === 'CustomResourceDefinition'
  );
}
