import { KubernetesObject } from '../../apiserver/types';
import { KUSTOMIZE_GROUP } from '../fluxGroups';
import { isAtLeast } from '../FluxRelease';
import { ConditionDraft } from '../machinery/Condition';
import { digest } from '../machinery/digest';
import { formatDuration, parseDuration } from '../machinery/duration';
import { extendHistory } from '../machinery/history';
import { Outcome, Requeue } from '../machinery/Outcome';
import { failed, progressing, succeeded } from '../machinery/outcomes';
import { ReconcileContext, Reconciler } from '../machinery/Reconciler';
import { unmetDependency } from '../machinery/unmetDependency';
import { applyManifests } from './applyManifests';
import { findSource } from './findSource';
import { pruneInventory } from './pruneInventory';
import { unhealthyEntries } from './unhealthyEntries';

const REQUEUE_DEPENDENCY = 30_000;

/** Applies what a Kustomization's path holds at the revision of its source, and waits for it to become healthy. */
export const kustomizationReconciler: Reconciler = {
  group: KUSTOMIZE_GROUP,
  kind: 'Kustomization',
  controller: 'kustomize-controller',
  defaultInterval: 600_000,
  progress: 'always',
  progressMessage: object =>
    `Reconciliation in progress, building manifests with a timeout of ${formatDuration(
      timeoutOf(object),
    )}`,
  reconcile(object, context) {
    const source = findSource(object, context);
    const retry: Requeue = {
      after: parseDuration(
        object.spec?.retryInterval,
        parseDuration(object.spec?.interval, 600_000),
      ),
    };
    if ('message' in source) {
      return failed('ArtifactFailed', source.message, {
        requeue: source.found ? { after: REQUEUE_DEPENDENCY } : retry,
      });
    }
    const unmet = unmetDependency(object, context);
    if (unmet) {
      return {
        ...failed('DependencyNotReady', unmet, {
          event: {
            type: 'Normal',
            reason: 'DependencyNotReady',
            message: `Dependencies do not meet ready condition, retrying in 30s`,
          },
          requeue: { after: REQUEUE_DEPENDENCY },
        }),
      };
    }
    return applyRevision(object, source.revision, retry, context);
  },
  finalize(object, context) {
    if (object.spec?.prune && object.spec?.suspend !== true) {
      pruneInventory(object.status?.inventory?.entries ?? [], context);
    }
  },
};

function applyRevision(
  object: KubernetesObject,
  revision: string,
  retry: Requeue,
  context: ReconcileContext,
): Outcome {
  const { world, api } = context;
  const attempted = { lastAttemptedRevision: revision };
  const problem = world.problem({
    kind: 'kustomization',
    cluster: api.name,
    namespace: object.metadata.namespace ?? '',
    name: object.metadata.name,
  });
  if (problem?.state === 'pending') {
    return progressing(problem.message, {
      recheckAfter: REQUEUE_DEPENDENCY,
      status: attempted,
    });
  }
  if (problem) {
    return failed(problem.reason ?? 'ReconciliationFailed', problem.message, {
      requeue: retry,
      status: {
        ...attempted,
        ...history(
          object,
          revision,
          problem.reason ?? 'ReconciliationFailed',
          context,
        ),
      },
    });
  }
  const applied = applyManifests(object, context);
  if ('message' in applied) {
    return failed('ReconciliationFailed', applied.message, {
      requeue: retry,
      status: {
        ...attempted,
        ...history(object, revision, 'ReconciliationFailed', context),
      },
    });
  }
  const inventory = { entries: applied.entries };
  const unhealthy = unhealthyEntries(object, applied.entries, context);
  if (unhealthy.pending.length > 0) {
    return progressing(
      `Running health checks for revision ${revision} with a timeout of ${formatDuration(
        timeoutOf(object),
      )}`,
      {
        recheckAfter: REQUEUE_DEPENDENCY,
        conditions: [
          healthy('Unknown', 'Progressing', 'Running health checks'),
        ],
        status: { ...attempted, inventory },
      },
    );
  }
  if (unhealthy.failed.length > 0) {
    const message = `health check failed after ${formatDuration(
      timeoutOf(object),
    )}: timeout waiting for: [${unhealthy.failed.join(', ')}]`;
    return failed('HealthCheckFailed', message, {
      conditions: [healthy('False', 'HealthCheckFailed', message)],
      requeue: retry,
      status: {
        ...attempted,
        inventory,
        ...history(object, revision, 'HealthCheckFailed', context),
      },
    });
  }
  const isNew = object.status?.lastAppliedRevision !== revision;
  return succeeded('ReconciliationSucceeded', `Applied revision: ${revision}`, {
    conditions: checksHealth(object)
      ? [
          healthy(
            'True',
            'Succeeded',
            `Health check passed in ${formatDuration(context.took)}`,
          ),
        ]
      : [],
    status: {
      ...attempted,
      lastAppliedRevision: revision,
      inventory,
      ...history(object, revision, 'ReconciliationSucceeded', context),
    },
    ...((isNew || context.request.requested) && {
      event: {
        type: 'Normal',
        reason: 'ReconciliationSucceeded',
        message: `Reconciliation finished in ${formatDuration(
          context.took,
        )}, next run in ${formatDuration(
          parseDuration(object.spec?.interval, 600_000),
        )}`,
      },
    }),
  });
}

function checksHealth(object: KubernetesObject): boolean {
  return object.spec?.wait === true || Boolean(object.spec?.healthChecks);
}

function healthy(
  status: ConditionDraft['status'],
  reason: string,
  message: string,
): ConditionDraft {
  return { type: 'Healthy', status, reason, message };
}

function timeoutOf(object: KubernetesObject): number {
  return parseDuration(
    object.spec?.timeout,
    parseDuration(object.spec?.interval, 600_000),
  );
}

function history(
  object: KubernetesObject,
  revision: string,
  status: string,
  context: ReconcileContext,
): Record<string, unknown> {
  if (!isAtLeast(context.release, '2.7')) {
    return {};
  }
  return {
    history: extendHistory(
      object,
      {
        digest: `sha256:${digest(`${object.metadata.uid}@${revision}`)}`,
        status,
        duration: formatDuration(context.took),
        metadata: { revision },
      },
      context.now,
    ),
  };
}
