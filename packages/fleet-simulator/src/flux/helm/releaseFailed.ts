import { KubernetesObject } from '../../apiserver/types';
import { conditionOf } from '../machinery/conditions';
import { Outcome } from '../machinery/Outcome';
import { failed, stalled } from '../machinery/outcomes';
import { ReconcileContext } from '../machinery/Reconciler';
import { Problem } from '../world/Problem';
import { ReleaseAttempts } from './releaseAttempts';
import { ReleaseChart } from './releaseChart';
import { nextSnapshot, withSnapshot } from './Snapshot';

/** An action that ran and failed: it is tried again, or was the last that `remediation.retries` allow. */
export function releaseFailed(
  object: KubernetesObject,
  chart: ReleaseChart,
  details: {
    problem: Problem;
    attempts: ReleaseAttempts;
    configDigest: string;
  },
  context: ReconcileContext,
): Outcome {
  const { attempts, problem, configDigest } = details;
  const reason =
    problem.reason ??
    (attempts.action === 'install' ? 'InstallFailed' : 'UpgradeFailed');
  const snapshot = nextSnapshot(
    object,
    chart,
    { status: 'failed', action: attempts.action, configDigest },
    context,
  );
  const { namespace, name } = snapshot;
  const message = `Helm ${attempts.action} failed for release ${namespace}/${name} with chart ${chart.name}@${chart.version}: ${problem.message}`;
  const failures = attempts.failures + 1;
  const conditions = [
    { type: 'Released', status: 'False' as const, reason, message },
  ];
  const status = {
    history: withSnapshot(object, snapshot),
    failures,
    [`${attempts.action}Failures`]: failures,
    lastAttemptedConfigDigest: configDigest,
    lastAttemptedGeneration: object.metadata.generation ?? 1,
    lastAttemptedReleaseAction: attempts.action,
    lastAttemptedRevision: chart.version,
  };
  if (failures >= attempts.allowed) {
    return stalled(reason, message, {
      conditions,
      status,
      stalledReason: 'RetriesExhausted',
      stalledMessage: exhaustedMessage(attempts.action, failures),
    });
  }
  return failed(reason, message, {
    conditions,
    status,
    ...(attempts.retryInterval !== undefined && {
      requeue: { after: attempts.retryInterval },
    }),
  });
}

/** A release that helm-controller has given up on: it stays as it is until it changes or is reset or forced. */
export function retriesExhausted(
  object: KubernetesObject,
  attempts: ReleaseAttempts,
): Outcome {
  const released = conditionOf(object, 'Released');
  const reason =
    released?.reason ??
    (attempts.action === 'install' ? 'InstallFailed' : 'UpgradeFailed');
  const message =
    released?.message ?? exhaustedMessage(attempts.action, attempts.failures);
  return {
    ...stalled(reason, message, {
      conditions: [{ type: 'Released', status: 'False', reason, message }],
      stalledReason: 'RetriesExhausted',
      stalledMessage: exhaustedMessage(attempts.action, attempts.failures),
    }),
    events: [],
  };
}

function exhaustedMessage(action: string, failures: number): string {
  return `Failed to ${action} after ${failures} attempt(s)`;
}
