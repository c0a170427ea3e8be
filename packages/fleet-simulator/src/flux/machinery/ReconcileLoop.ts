import {
  ClusterApi,
  KubernetesObject,
  ObjectChange,
  ObjectKey,
} from '../../apiserver/types';
import { OPERATOR_GROUP } from '../fluxGroups';
import { reconcilerOf } from '../reconcilers';
import { artifactOf } from '../source/artifact';
import { conditionOf } from './conditions';
import { DependentsIndex } from './DependentsIndex';
import { finalizerOf } from './finalizerOf';
import { isBehind } from './isBehind';
import { isStatic } from './isStatic';
import { needsReconcile } from './needsReconcile';
import { keyText } from './objectKeys';
import { Reconciler } from './Reconciler';
import { ReconcileRun } from './ReconcileRun';
import { Schedule } from './Schedule';
import { isSuspended } from './suspension';
import { handledTokens, requestOf } from './tokens';

/**
 * Reacts to the changes of one cluster as Flux's controllers do: new and changed objects, requests, new revisions of what an
 * object reads. Intervals and retries are the {@link Schedule}'s.
 */
export class ReconcileLoop {
  readonly #api: ClusterApi;
  readonly #run: ReconcileRun;
  readonly #schedule: Schedule;
  readonly #operator: boolean;
  readonly #dependents: DependentsIndex;
  /** The last seen revision, and whether it was Ready, of sources and dependencies that have changed since the start. */
  readonly #seen = new Map<string, string>();
  #unsubscribe: () => void = () => {};

  static start(options: {
    api: ClusterApi;
    run: ReconcileRun;
    schedule: Schedule;
    operator: boolean;
  }): ReconcileLoop {
    const loop = new ReconcileLoop(options);
    loop.#unsubscribe = options.api.subscribe(change => loop.#onChange(change));
    return loop;
  }

  private constructor(options: {
    api: ClusterApi;
    run: ReconcileRun;
    schedule: Schedule;
    operator: boolean;
  }) {
    this.#api = options.api;
    this.#run = options.run;
    this.#schedule = options.schedule;
    this.#operator = options.operator;
    this.#dependents = DependentsIndex.create({ api: options.api });
  }

  stop(): void {
    this.#unsubscribe();
    this.#run.stop();
    this.#schedule.stop();
  }

  #onChange(change: ObjectChange): void {
    const { key } = change;
    const text = keyText(key);
    if (key.group === OPERATOR_GROUP && !this.#operator) {
      return;
    }
    const reconciler = reconcilerOf(key);
    if (!reconciler && key.kind !== 'ExternalArtifact') {
      return;
    }
    if (change.type === 'DELETED') {
      this.#forget(key);
      return;
    }
    const { object } = change;
    this.#dependents.update(object);
    this.#wakeDependents(key, object);
    if (reconciler && !this.#run.isWriting(text)) {
      this.#consider(reconciler, key, object);
    }
  }

  #consider(
    reconciler: Reconciler,
    key: ObjectKey,
    object: KubernetesObject,
  ): void {
    if (object.metadata.deletionTimestamp) {
      this.#finalize(reconciler, key, object);
    } else if (isStatic(object)) {
      this.#schedule.cancel(keyText(key));
    } else if (isSuspended(object)) {
      this.#schedule.cancel(keyText(key));
      this.#copyToken(reconciler, key, object);
    } else if (needsReconcile(object)) {
      this.#run.enqueue(reconciler, key, { asked: true });
    } else if (!this.#schedule.has(keyText(key))) {
      this.#schedule.settle(reconciler, key, object);
    }
  }

  /** Suspended objects answer a request by copying its token; nothing else happens to them. */
  #copyToken(
    reconciler: Reconciler,
    key: ObjectKey,
    object: KubernetesObject,
  ): void {
    if (requestOf(object).requested) {
      this.#api.patch(
        key,
        { status: handledTokens(object) },
        { manager: reconciler.controller, subresource: 'status' },
      );
    }
  }

  #finalize(
    reconciler: Reconciler,
    key: ObjectKey,
    object: KubernetesObject,
  ): void {
    const finalizers = object.metadata.finalizers ?? [];
    const rest = finalizers.filter(name => name !== finalizerOf(key));
    if (rest.length === finalizers.length) {
      return;
    }
    this.#run.finalize(reconciler, object);
    this.#api.patch(
      key,
      { metadata: { finalizers: rest.length > 0 ? rest : null } },
      { manager: reconciler.controller },
    );
  }

  #forget(key: ObjectKey): void {
    const text = keyText(key);
    this.#schedule.cancel(text);
    this.#run.forget(text);
    this.#dependents.remove(key);
    this.#seen.delete(text);
  }

  /** A new revision, or failure, of a source wakes its readers; an object that has become Ready wakes those that waited for it. */
  #wakeDependents(key: ObjectKey, object: KubernetesObject): void {
    const ready = conditionOf(object, 'Ready')?.status;
    const revision =
      artifactOf(object)?.revision ??
      object.status?.lastScanResult?.tagCount ??
      '';
    const mark = `${revision}|${ready}`;
    const text = keyText(key);
    if (this.#seen.get(text) === mark) {
      return;
    }
    this.#seen.set(text, mark);
    if (ready !== 'True' && ready !== 'False') {
      return;
    }
    for (const dependent of [
      ...this.#dependents.dependents(key, 'source'),
      ...(ready === 'True'
        ? this.#dependents.dependents(key, 'dependency')
        : []),
    ]) {
      const reader = this.#api.get(dependent);
      const reconciler = reconcilerOf(dependent);
      if (
        reader &&
        reconciler &&
        !isSuspended(reader) &&
        isBehind(reader, String(revision))
      ) {
        this.#run.enqueue(reconciler, dependent, { asked: false });
      }
    }
  }
}
