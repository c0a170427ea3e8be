import { KubernetesObject } from '../../apiserver/types';
import { EventRecorder } from '../../flux/machinery/EventRecorder';
import { isStatic } from '../../flux/machinery/isStatic';
import { groupOf } from '../../flux/machinery/objectKeys';
import { Outcome } from '../../flux/machinery/Outcome';
import { outcomeStatus } from '../../flux/machinery/outcomeStatus';
import { Reconciler } from '../../flux/machinery/Reconciler';
import { Random } from '../../flux/Random';
import { reconcilerOf } from '../../flux/reconcilers';
import { Trouble } from '../trouble/Trouble';
import { ClusterWriter } from './ClusterWriter';

const MINUTE = 60_000;
const DAY = 86_400_000;

/**
 * Gives an object that is not written yet the status of its last reconcile, a while ago, with its trouble's cause in the world;
 * then the cause may go.
 */
export function settleObject(
  object: KubernetesObject,
  options: {
    writer: ClusterWriter;
    events: EventRecorder;
    trouble?: Trouble;
  },
): void {
  const { writer, events, trouble } = options;
  const { kind, metadata } = object;
  const reconciler = reconcilerOf({ group: groupOf(object.apiVersion), kind });
  if (!reconciler || isStatic(object)) {
    return;
  }
  const random = writer.random.fork(
    `settle/${kind}/${metadata.namespace}/${metadata.name}`,
  );
  const minutesAgo =
    (trouble && 'minutesAgo' in trouble && trouble.minutesAgo) ||
    random.integer(3, 2_880);
  const at = writer.now - minutesAgo * MINUTE;
  if (trouble?.kind === 'problem') {
    if (kind !== 'HelmRelease') {
      const before = at - random.integer(1, 9) * DAY;
      reconcile(object, reconciler, before, { writer, random });
      forgetRevision(object, random);
    }
    const { message, reason, state } = trouble;
    writer.world.break(trouble.target, { message, reason, state });
  }
  const outcome = reconcile(object, reconciler, at, { writer, random });
  if (trouble?.kind === 'problem' && trouble.cause === 'gone') {
    writer.world.mend(trouble.target);
  }
  if (outcome.ready.status === 'False') {
    // Clusters keep events for an hour: an older failure has been tried again since.
    const recent = Math.max(at, writer.now - 50 * MINUTE);
    for (const event of outcome.events) {
      events.record(object, reconciler.controller, event, recent);
    }
  }
}

function reconcile(
  object: KubernetesObject,
  reconciler: Reconciler,
  at: number,
  { writer, random }: { writer: ClusterWriter; random: Random },
): Outcome {
  const outcome = reconciler.reconcile(object, {
    api: writer.api,
    world: writer.world,
    release: writer.plan.fluxRelease,
    now: at,
    took: random.integer(180, 4_200),
    request: { requested: false, force: false, reset: false },
    effects: false,
  });
  object.status = withoutNulls({
    ...object.status,
    ...outcomeStatus(object, outcome, at),
  });
  return outcome;
}

/** What worked before the trouble began was an earlier revision. */
function forgetRevision(object: KubernetesObject, random: Random): void {
  if (object.kind === 'Kustomization' && object.status) {
    object.status.lastAppliedRevision = `main@sha1:${random.hex(40)}`;
  }
}

function withoutNulls(
  status: Record<string, unknown>,
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(status).filter(([, value]) => value !== null),
  );
}
