import { ClusterApi, KubernetesObject, ObjectKey } from '../../apiserver/types';
import { Random } from '../Random';
import { conditionOf } from './conditions';
import { parseDuration } from './duration';
import { keyText } from './objectKeys';
import { Requeue } from './Outcome';
import { Reconciler } from './Reconciler';

const BACKOFF_FIRST = 750;
const BACKOFF_LAST = 900_000;

/** What a schedule needs. */
export interface ScheduleOptions {
  api: ClusterApi;
  random: Random;
  enabled: boolean;
}

/** When controllers look at objects again by themselves. Switched off, nothing is ever scheduled. */
export class Schedule {
  readonly #options: ScheduleOptions;
  readonly #timers = new Map<string, () => void>();
  readonly #failures = new Map<string, number>();

  #wake: (reconciler: Reconciler, key: ObjectKey) => void = () => {};

  static create(options: ScheduleOptions): Schedule {
    return new Schedule(options);
  }

  private constructor(options: ScheduleOptions) {
    this.#options = options;
  }

  /** Says what is done about an object whose time has come. */
  onDue(wake: (reconciler: Reconciler, key: ObjectKey) => void): void {
    this.#wake = wake;
  }

  /** Plans the next look at an object that is settled when the controllers first see it: somewhere within its interval. */
  settle(
    reconciler: Reconciler,
    key: ObjectKey,
    object: KubernetesObject,
  ): void {
    if (!this.#options.enabled) {
      return;
    }
    const ready = conditionOf(object, 'Ready');
    if (conditionOf(object, 'Stalled')?.status === 'True') {
      return;
    }
    const interval = intervalOf(reconciler, object);
    if (interval === undefined) {
      return;
    }
    const waiting = ready?.reason === 'DependencyNotReady';
    const retry = parseDuration(
      object.spec?.retryInterval ??
        object.spec?.upgrade?.strategy?.retryInterval ??
        object.spec?.install?.strategy?.retryInterval,
      0,
    );
    if (ready?.status === 'True') {
      this.#at(
        reconciler,
        key,
        interval * (0.05 + 0.95 * this.#options.random.next()),
      );
    } else if (waiting || ready?.status === 'Unknown') {
      this.#at(reconciler, key, 30_000);
    } else {
      // A failure that was there before starts from the longest backoff, or from its own retry interval.
      this.#at(reconciler, key, retry || BACKOFF_LAST);
    }
  }

  /** Plans what a reconcile asked for at its end. */
  requeue(
    reconciler: Reconciler,
    key: ObjectKey,
    object: KubernetesObject,
    requeue: Requeue,
  ): void {
    const text = keyText(key);
    if (requeue !== 'backoff') {
      this.#failures.delete(text);
    }
    const after = this.#delay(reconciler, text, object, requeue);
    if (after === undefined) {
      this.cancel(text);
    } else {
      this.#at(reconciler, key, after);
    }
  }

  /** Whether a look at an object is planned. */
  has(text: string): boolean {
    return this.#timers.has(text);
  }

  /** Forgets when to look at an object. */
  cancel(text: string): void {
    this.#timers.get(text)?.();
    this.#timers.delete(text);
  }

  stop(): void {
    this.#timers.forEach(cancel => cancel());
    this.#timers.clear();
  }

  #delay(
    reconciler: Reconciler,
    text: string,
    object: KubernetesObject,
    requeue: Requeue,
  ): number | undefined {
    if (requeue === 'never') {
      return undefined;
    }
    if (requeue === 'backoff') {
      const failures = this.#failures.get(text) ?? 0;
      this.#failures.set(text, failures + 1);
      return Math.min(BACKOFF_FIRST * 2 ** failures, BACKOFF_LAST);
    }
    if (requeue === 'interval') {
      const interval = intervalOf(reconciler, object);
      // Flux spreads intervals by a jitter of five per cent.
      return interval && interval * (0.95 + 0.1 * this.#options.random.next());
    }
    return requeue.after;
  }

  #at(reconciler: Reconciler, key: ObjectKey, after: number): void {
    if (!this.#options.enabled) {
      return;
    }
    const text = keyText(key);
    this.cancel(text);
    this.#timers.set(
      text,
      this.#options.api.clock.schedule(
        this.#options.api.clock.now() + after,
        () => {
          this.#timers.delete(text);
          this.#wake(reconciler, key);
        },
      ),
    );
  }
}

function intervalOf(
  reconciler: Reconciler,
  object: KubernetesObject,
): number | undefined {
  if (reconciler.defaultInterval === undefined) {
    return undefined;
  }
  const annotated =
    object.metadata.annotations?.['fluxcd.controlplane.io/reconcileEvery'];
  return parseDuration(
    object.spec?.interval ?? annotated,
    reconciler.defaultInterval,
  );
}
