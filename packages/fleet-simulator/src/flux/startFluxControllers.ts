import { ClusterApi } from '../apiserver/types';
import { FluxRelease } from './FluxRelease';
import { EventRecorder } from './machinery/EventRecorder';
import { isStatic } from './machinery/isStatic';
import { needsReconcile } from './machinery/needsReconcile';
import { keyOf, keyText } from './machinery/objectKeys';
import { ReconcileLoop } from './machinery/ReconcileLoop';
import { ProgressTime, ReconcileRun } from './machinery/ReconcileRun';
import { Schedule } from './machinery/Schedule';
import { isSuspended } from './machinery/suspension';
import { Random } from './Random';
import { reconcilerOf } from './reconcilers';
import { World } from './world/World';

const EVENT_SWEEP = 300_000;

/**
 * How the Flux of one cluster runs.
 *
 * @public
 */
export interface FluxControllersOptions {
  release: FluxRelease;
  /** Whether the Flux Operator's kinds are reconciled too. */
  operator: boolean;
  world: World;
  random: Random;
  /**
   * `run` (the default): intervals, retries and requeues as Flux has them. `off`: nothing happens by itself; changes and
   * requests are still handled.
   */
  intervals?: 'run' | 'off';
  /** How long a reconcile shows as in progress (milliseconds, 400 to 2500 unless said otherwise). */
  progress?: ProgressTime;
}

/**
 * Starts Flux's controllers, and the Flux Operator's, on a cluster. They react to changes at once and stop with the answer's
 * `stop`.
 *
 * @public
 */
export function startFluxControllers(
  api: ClusterApi,
  options: FluxControllersOptions,
): { stop(): void } {
  const { world, release, random } = options;
  const enabled = options.intervals !== 'off';
  const events = EventRecorder.create({ api });
  const schedule = Schedule.create({ api, random, enabled });
  const run = ReconcileRun.create({
    api,
    world,
    release,
    random,
    events,
    progress: options.progress ?? { minimum: 400, maximum: 2_500 },
    onReconciled: (...reconciled) => schedule.requeue(...reconciled),
  });
  schedule.onDue((reconciler, key) =>
    run.enqueue(reconciler, key, { asked: false }),
  );
  const loop = ReconcileLoop.start({
    api,
    run,
    schedule,
    operator: options.operator,
  });
  const stopSweep = enabled ? sweepEvents(api, events) : () => {};
  if (enabled) {
    takeOver(api, run, schedule);
  }
  return {
    stop() {
      stopSweep();
      loop.stop();
    },
  };
}

/** Plans the intervals of what is there already, and reconciles what never was. */
function takeOver(api: ClusterApi, run: ReconcileRun, schedule: Schedule) {
  for (const definition of api.definitions()) {
    const reconciler = reconcilerOf(definition);
    const objects = reconciler
      ? api.list(definition.group, definition.kind)
      : [];
    for (const object of objects) {
      if (!reconciler || isSuspended(object) || isStatic(object)) {
        continue;
      }
      const key = keyOf(object);
      if (needsReconcile(object)) {
        run.enqueue(reconciler, key, { asked: true });
      } else if (!schedule.has(keyText(key))) {
        schedule.settle(reconciler, key, object);
      }
    }
  }
}

function sweepEvents(api: ClusterApi, events: EventRecorder): () => void {
  events.adopt();
  let cancel: () => void;
  const plan = () => {
    cancel = api.clock.schedule(api.clock.now() + EVENT_SWEEP, () => {
      events.expire(api.clock.now());
      plan();
    });
  };
  plan();
  return () => cancel();
}
