import { ClusterApi, KubernetesObject, ObjectKey } from '../../apiserver/types';
import { FluxRelease } from '../FluxRelease';
import { Random } from '../Random';
import { World } from '../world/World';
import { ConditionDraft } from './Condition';
import { conditionOf, conditionsOf, writeConditions } from './conditions';
import { EventRecorder } from './EventRecorder';
import { finalizerOf } from './finalizerOf';
import { isStatic } from './isStatic';
import { keyText } from './objectKeys';
import { Requeue } from './Outcome';
import { outcomeStatus } from './outcomeStatus';
import { ReconcileContext, Reconciler } from './Reconciler';
import { isSuspended } from './suspension';
import { requestOf } from './tokens';

/**
 * How long a reconcile shows as in progress (milliseconds).
 *
 * @public
 */
export interface ProgressTime {
  minimum: number;
  maximum: number;
}

/** Is called with how a reconcile wants to be continued. */
export type OnReconciled = (
  reconciler: Reconciler,
  key: ObjectKey,
  object: KubernetesObject,
  requeue: Requeue,
) => void;

/** What reconciles of one cluster need. */
export interface ReconcileRunOptions {
  api: ClusterApi;
  world: World;
  release: FluxRelease;
  random: Random;
  progress: ProgressTime;
  events: EventRecorder;
  onReconciled: OnReconciled;
}

/** Runs reconciles: shows progress, and a little later writes how it ended. An object is reconciled once at a time. */
export class ReconcileRun {
  readonly #options: ReconcileRunOptions;
  /** Object to what cancels its reconcile. */
  readonly #running = new Map<string, () => void>();
  #writing: string | undefined;

  static create(options: ReconcileRunOptions): ReconcileRun {
    return new ReconcileRun(options);
  }

  private constructor(options: ReconcileRunOptions) {
    this.#options = options;
  }

  /** Whether an object's own reconcile is writing right now: such a change is no news about it. */
  isWriting(text: string): boolean {
    return this.#writing === text;
  }

  /**
   * Starts a reconcile unless one is running: that one looks at the object at its end, so it covers what came meanwhile.
   *
   * @param options - `asked`: whether there is a reason beyond the interval; then kinds show progress that otherwise do not
   */
  enqueue(
    reconciler: Reconciler,
    key: ObjectKey,
    { asked }: { asked: boolean },
  ): void {
    const text = keyText(key);
    const { api, progress, random } = this.#options;
    const took = random.integer(progress.minimum, progress.maximum);
    const running = this.#running.has(text);
    if (!running) {
      const { clock } = api;
      this.#running.set(
        text,
        clock.schedule(clock.now() + took, () =>
          this.#finish(reconciler, key, took),
        ),
      );
    }
    if (running ? asked : asked || reconciler.progress === 'always') {
      this.#guarded(text, () =>
        this.#showProgress(reconciler, key, { took, asked }),
      );
    }
  }

  /** Undoes what an object did, before it goes. */
  finalize(reconciler: Reconciler, object: KubernetesObject): void {
    reconciler.finalize?.(object, this.#context(object, 0));
  }

  /** Ends a running reconcile without an outcome. */
  forget(text: string): void {
    this.#running.get(text)?.();
    this.#running.delete(text);
  }

  stop(): void {
    this.#running.forEach(cancel => cancel());
    this.#running.clear();
  }

  #showProgress(
    reconciler: Reconciler,
    key: ObjectKey,
    { took, asked }: { took: number; asked: boolean },
  ): void {
    const { api } = this.#options;
    const object = api.get(key);
    // Looking again at work that is under way is no new work.
    const underWay =
      object && conditionOf(object, 'Ready')?.status === 'Unknown';
    if (!object || (underWay && !asked)) {
      return;
    }
    const message = reconciler.progressMessage(
      object,
      this.#context(object, took),
    );
    const progress: ConditionDraft[] = [
      { type: 'Reconciling', status: 'True', reason: 'Progressing', message },
      { type: 'Ready', status: 'Unknown', reason: 'Progressing', message },
    ];
    const others = conditionsOf(object).filter(
      ({ type }) => !['Reconciling', 'Ready', 'Stalled'].includes(type),
    );
    api.patch(
      key,
      {
        status: {
          conditions: [
            ...writeConditions(object, progress, api.clock.now()),
            ...others,
          ],
        },
      },
      { manager: reconciler.controller, subresource: 'status' },
    );
  }

  #finish(reconciler: Reconciler, key: ObjectKey, took: number): void {
    const { api, events, onReconciled } = this.#options;
    const text = keyText(key);
    this.#running.delete(text);
    const object = api.get(key);
    if (!object || object.metadata.deletionTimestamp || isStatic(object)) {
      return;
    }
    const context = this.#context(object, took);
    const { outcome, written } = this.#guarded(text, () => {
      this.#addFinalizer(reconciler, key, object);
      const ended = reconciler.reconcile(object, context);
      // Reconciling may have changed the object itself, as the root Kustomization re-applies its own manifest.
      const current = api.get(key) ?? object;
      return {
        outcome: ended,
        written: api.patch(
          key,
          { status: outcomeStatus(current, ended, context.now) },
          { manager: reconciler.controller, subresource: 'status' },
        ),
      };
    });
    for (const event of outcome.events) {
      events.record(written, reconciler.controller, event, context.now);
    }
    if (!isSuspended(written)) {
      onReconciled(reconciler, key, written, outcome.requeue);
    }
  }

  /** Sees to it that the object does not go before what it did is undone. */
  #addFinalizer(
    reconciler: Reconciler,
    key: ObjectKey,
    object: KubernetesObject,
  ): void {
    const finalizers = object.metadata.finalizers ?? [];
    const own = finalizerOf(key);
    if (!finalizers.includes(own)) {
      this.#options.api.patch(
        key,
        { metadata: { finalizers: [...finalizers, own] } },
        { manager: reconciler.controller },
      );
    }
  }

  #guarded<T>(text: string, write: () => T): T {
    const outer = this.#writing;
    this.#writing = text;
    try {
      return write();
    } finally {
      this.#writing = outer;
    }
  }

  #context(object: KubernetesObject, took: number): ReconcileContext {
    const { api, world, release } = this.#options;
    return {
      api,
      world,
      release,
      now: api.clock.now(),
      took,
      request: requestOf(object),
      effects: true,
    };
  }
}
