import { KubernetesObject } from '../../apiserver/types';
import { HELM_GROUP, SOURCE_GROUP } from '../fluxGroups';
import { digest } from '../machinery/digest';
import { formatDuration, parseDuration } from '../machinery/duration';
import { Outcome } from '../machinery/Outcome';
import { failed, progressing } from '../machinery/outcomes';
import { ReconcileContext, Reconciler } from '../machinery/Reconciler';
import { unmetDependency } from '../machinery/unmetDependency';
import { releaseAttempts } from './releaseAttempts';
import {
  helmChartFor,
  helmChartName,
  helmChartNamespace,
  releaseChart,
} from './releaseChart';
import { releaseFailed, retriesExhausted } from './releaseFailed';
import { releaseSucceeded } from './releaseSucceeded';
import { snapshotsOf } from './Snapshot';

const REQUEUE_DEPENDENCY = 30_000;

/** Installs and upgrades Helm releases. */
export const helmReleaseReconciler: Reconciler = {
  group: HELM_GROUP,
  kind: 'HelmRelease',
  controller: 'helm-controller',
  defaultInterval: 600_000,
  progress: 'always',
  progressMessage: () => 'Fulfilling prerequisites',
  reconcile(object, context) {
    const chartStatus = ensureChart(object, context);
    const unmet = unmetDependency(object, context);
    if (unmet) {
      const message = `dependencies do not meet ready condition (${unmet}): retrying in 30s`;
      return failed('DependencyNotReady', message, {
        status: chartStatus,
        event: { type: 'Normal', reason: 'DependencyNotReady', message },
        requeue: { after: REQUEUE_DEPENDENCY },
      });
    }
    const outcome = release(object, context);
    return { ...outcome, status: { ...chartStatus, ...outcome.status } };
  },
  finalize(object, { api }) {
    const key = {
      group: SOURCE_GROUP,
      kind: 'HelmChart',
      namespace: helmChartNamespace(object),
      name: helmChartName(object),
    };
    if (object.spec?.chart && api.get(key)) {
      api.delete(key);
    }
  },
};

function ensureChart(
  object: KubernetesObject,
  context: ReconcileContext,
): Record<string, unknown> {
  if (!object.spec?.chart) {
    return {};
  }
  if (context.effects) {
    context.api.apply(helmChartFor(object), {
      manager: 'helm-controller',
      force: true,
    });
  }
  return {
    helmChart: `${helmChartNamespace(object)}/${helmChartName(object)}`,
  };
}

function release(object: KubernetesObject, context: ReconcileContext): Outcome {
  const chart = releaseChart(object, context);
  if ('message' in chart) {
    return failed(chart.reason, chart.message, {
      requeue: { after: REQUEUE_DEPENDENCY },
    });
  }
  const configDigest = `sha256:${digest(
    JSON.stringify(object.spec?.values ?? {}),
  )}`;
  const latest = snapshotsOf(object)[0];
  const attempts = releaseAttempts(object, chart, configDigest, context);
  const problem = context.world.problem({
    kind: 'release',
    cluster: context.api.name,
    namespace: object.metadata.namespace ?? '',
    name: object.metadata.name,
  });
  const deployed =
    latest?.status === 'deployed' &&
    latest.chartVersion === chart.version &&
    latest.configDigest === configDigest &&
    !attempts.forced;
  if (deployed) {
    return releaseSucceeded(
      object,
      chart,
      { changed: false, configDigest },
      context,
    );
  }
  if (attempts.exhausted) {
    return retriesExhausted(object, attempts);
  }
  if (problem?.state === 'pending') {
    const timeout = formatDuration(
      parseDuration(object.spec?.timeout, 300_000),
    );
    const message =
      problem.message ||
      `Running '${attempts.action}' action with timeout of ${timeout}`;
    return progressing(message, {
      recheckAfter: REQUEUE_DEPENDENCY,
      status: { lastAttemptedRevision: chart.version },
    });
  }
  if (problem) {
    return releaseFailed(
      object,
      chart,
      { problem, attempts, configDigest },
      context,
    );
  }
  return releaseSucceeded(
    object,
    chart,
    { changed: true, configDigest },
    context,
  );
}
