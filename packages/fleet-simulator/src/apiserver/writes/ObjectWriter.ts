import { ApiError } from '../ApiError';
import { applyConfiguration } from '../managedFields/applyConfiguration';
import { applyConflictError } from '../managedFields/applyConflictError';
import { FieldManager } from '../managedFields/FieldManagers';
import { ClusterStore } from '../store/ClusterStore';
import { KindStore } from '../store/KindStore';
import { parseStored } from '../store/objectText';
import { createStoredObject, StoredObject } from '../store/StoredObject';
import { Clock, KubernetesObject } from '../types';
import { ObjectRemover } from './ObjectRemover';
import { prepareCreate } from './prepareCreate';
import { prepareUpdate } from './prepareUpdate';
import { timestamp } from './timestamp';
import { WriteContext } from './WriteContext';
import { keyOf } from '../store/keyOf';

const MOST_NAME_ATTEMPTS = 8;

/** Creates and changes objects by the rules of the API, for HTTP clients and for controllers inside the cluster. */
export class ObjectWriter {
  readonly #store: ClusterStore;
  readonly #clock: Clock;
  readonly #remover: ObjectRemover;

  constructor(options: {
    store: ClusterStore;
    clock: Clock;
    remover: ObjectRemover;
  }) {
    this.#store = options.store;
    this.#clock = options.clock;
    this.#remover = options.remover;
  }

  /**
   * @throws ApiError 404 when the namespace is missing, 403 when it terminates, 409 when the object exists, 422 when it is invalid
   */
  create(
    kind: KindStore,
    object: KubernetesObject,
    context: WriteContext,
    applied = false,
  ): StoredObject {
    const { definition } = kind;
    this.#checkNamespace(kind, object);
    for (let attempt = 1; ; attempt += 1) {
      const prepared = prepareCreate({
        definition,
        object,
        context,
        now: this.#clock.now(),
        applied,
      });
      const key = keyOf(prepared.metadata.namespace, prepared.metadata.name);
      if (!kind.get(key)) {
        return this.#commit(kind, prepared, undefined, context);
      }
      if (object.metadata.name || attempt >= MOST_NAME_ATTEMPTS) {
        throw ApiError.alreadyExists(definition, prepared.metadata.name);
      }
    }
  }

  /**
   * Replaces an object by what `change` makes of it (without changing what it gets). A change that changes nothing writes nothing.
   *
   * @throws ApiError 404 when it is missing, 409 when `change` names another resourceVersion, 422 when the result is invalid
   */
  update(
    kind: KindStore,
    key: { namespace: string; name: string },
    context: WriteContext,
    change: (current: KubernetesObject) => KubernetesObject,
  ): StoredObject {
    const { definition } = kind;
    const stored = kind.get(keyOf(key.namespace, key.name));
    if (!stored) {
      throw ApiError.notFound(definition, key.name);
    }
    const current = parseStored(definition, stored);
    const prepared = prepareUpdate({
      definition,
      current,
      next: change(current),
      context,
      now: this.#clock.now(),
    });
    return prepared ? this.#commit(kind, prepared, stored, context) : stored;
  }

  /**
   * Server-side apply.
   *
   * @throws ApiError 409 when other managers own what would change, and what {@link ObjectWriter.create} and
   * {@link ObjectWriter.update} throw
   */
  apply(
    kind: KindStore,
    applied: KubernetesObject,
    context: WriteContext & { force?: boolean },
  ): { object: StoredObject; created: boolean } {
    const { definition } = kind;
    const { namespace, name, resourceVersion, uid } = applied.metadata;
    const stored = kind.get(keyOf(namespace, name));
    const live = stored && parseStored(definition, stored);
    const now = this.#clock.now();
    const manager: FieldManager = {
      manager: context.manager,
      operation: 'Apply',
      apiVersion: context.apiVersion,
      ...(context.subresource ? { subresource: context.subresource } : {}),
    };
    const result = applyConfiguration({
      live,
      applied: onlyWhatCounts(applied, {
        ...context,
        statusSubresource: definition.statusSubresource,
      }),
      manager,
      custom: definition.custom,
      force: context.force ?? false,
      time: timestamp(now),
    });
    if (result.kind === 'conflict') {
      throw applyConflictError(result.conflicts);
    }
    if (!stored || !live) {
      if (context.subresource || uid) {
        throw uid
          ? ApiError.conflict(
              definition,
              name,
              `uid mismatch: the provided object specified uid ${uid}, and no existing object was found`,
            )
          : ApiError.notFound(definition, name);
      }
      return {
        object: this.create(kind, result.object, context, true),
        created: true,
      };
    }
    const { managedFields } = result.object.metadata;
    const next: KubernetesObject = {
      ...result.object,
      metadata: {
        ...result.object.metadata,
        name: live.metadata.name,
        uid: uid ?? live.metadata.uid,
        resourceVersion: resourceVersion ?? live.metadata.resourceVersion,
      },
    };
    const prepared = prepareUpdate({
      definition,
      current: live,
      next,
      context,
      now,
      applied: true,
    });
    if (!prepared) {
      return { object: stored, created: false };
    }
    prepared.metadata.managedFields = managedFields;
    return {
      object: this.#commit(kind, prepared, stored, context),
      created: false,
    };
  }

  #checkNamespace(kind: KindStore, object: KubernetesObject): void {
    const { definition } = kind;
    if (!definition.namespaced) {
      return;
    }
    const name = object.metadata.namespace ?? '';
    const namespace = this.#store.kind('', 'Namespace')?.get(name);
    if (!namespace) {
      throw ApiError.notFound({ group: '', plural: 'namespaces' }, name);
    }
    if (namespace.deleting) {
      throw ApiError.forbidden(
        definition,
        object.metadata.name,
        `unable to create new content in namespace ${name} because it is being terminated`,
        [
          {
            reason: 'NamespaceTerminating',
            message: `namespace ${name} is being terminated`,
            field: 'metadata.namespace',
          },
        ],
      );
    }
  }

  #commit(
    kind: KindStore,
    object: KubernetesObject,
    previous: StoredObject | undefined,
    context: WriteContext,
  ): StoredObject {
    if (context.dryRun) {
      // A dry run answers with the resourceVersion that the object has, or with none that counts.
      return createStoredObject(object, previous?.resourceVersion ?? 0);
    }
    const stored = createStoredObject(object, this.#store.nextResourceVersion);
    const finished =
      stored.deleting && (object.metadata.finalizers ?? []).length === 0;
    if (finished && previous) {
      return this.#remover.remove(kind, previous, object);
    }
    this.#store.commit(kind, previous ? 'MODIFIED' : 'ADDED', stored, previous);
    return stored;
  }
}

/** What an applied configuration counts for: on `status` only that, elsewhere everything but that. */
function onlyWhatCounts(
  applied: KubernetesObject,
  options: { subresource?: 'status'; statusSubresource: boolean },
): KubernetesObject {
  const { status, ...rest } = applied;
  const { managedFields: _managedFields, ...metadata } = applied.metadata;
  if (options.subresource) {
    const { apiVersion, kind } = applied;
    const { name, namespace } = metadata;
    return { apiVersion, kind, metadata: { name, namespace }, status };
  }
  return options.statusSubresource
    ? { ...rest, apiVersion: applied.apiVersion, kind: applied.kind, metadata }
    : { ...applied, metadata };
}
