import { KubernetesObject } from '../../apiserver/types';
import { isAtLeast } from '../FluxRelease';
import { conditionOf } from '../machinery/conditions';
import { formatDuration } from '../machinery/duration';
import { InventoryEntry } from '../machinery/inventory';
import { Outcome } from '../machinery/Outcome';
import { succeeded } from '../machinery/outcomes';
import { ReconcileContext } from '../machinery/Reconciler';
import { describeRelease } from './describeRelease';
import { ReleaseChart } from './releaseChart';
import { releaseInventory } from './releaseInventory';
import { nextSnapshot, snapshotsOf, withSnapshot } from './Snapshot';

/** A release that is what it should be: just installed or upgraded (`changed`), or already so. */
export function releaseSucceeded(
  object: KubernetesObject,
  chart: ReleaseChart,
  details: { changed: boolean; configDigest: string },
  context: ReconcileContext,
): Outcome {
  const history = snapshotsOf(object);
  const action = history.some(({ status }) => status !== 'failed')
    ? 'upgrade'
    : 'install';
  const verb = { install: 'InstallSucceeded', upgrade: 'UpgradeSucceeded' };
  const snapshot = details.changed
    ? nextSnapshot(
        object,
        chart,
        { status: 'deployed', action, configDigest: details.configDigest },
        context,
      )
    : history[0];
  const released = conditionOf(object, 'Released');
  const keep = !details.changed && released?.status === 'True';
  const usedAction =
    details.changed || snapshot.version === 1 ? action : 'upgrade';
  const reason = keep ? released.reason : verb[usedAction];
  const message = keep
    ? released.message
    : `Helm ${usedAction} succeeded for release ${describeRelease(
        object,
        snapshot.version,
        chart,
      )}`;
  const tests = details.changed || conditionOf(object, 'TestSuccess');
  return succeeded(reason, message, {
    conditions: [
      { type: 'Released', status: 'True', reason, message },
      ...(object.spec?.test?.enable && tests
        ? [
            {
              type: 'TestSuccess',
              status: 'True' as const,
              reason: 'TestSucceeded',
              message: `Helm test succeeded for release ${describeRelease(
                object,
                snapshot.version,
                chart,
              )}: 1 test hook completed successfully`,
            },
          ]
        : []),
    ],
    status: {
      ...(details.changed && {
        history: withSnapshot(object, snapshot),
        lastAttemptedReleaseAction: action,
        ...(isAtLeast(context.release, '2.8') && {
          lastAttemptedReleaseActionDuration: formatDuration(context.took),
        }),
      }),
      failures: null,
      installFailures: null,
      upgradeFailures: null,
      lastAttemptedConfigDigest: details.configDigest,
      lastAttemptedGeneration: object.metadata.generation ?? 1,
      lastAttemptedRevision: chart.version,
      ...(chart.ociDigest && { lastAttemptedRevisionDigest: chart.ociDigest }),
      storageNamespace: object.spec?.storageNamespace ?? snapshot.namespace,
      ...(isAtLeast(context.release, '2.8') && {
        inventory: { entries: inventory(object, chart) },
      }),
    },
    ...(details.changed && {
      event: { type: 'Normal', reason, message },
    }),
  });
}

function inventory(
  object: KubernetesObject,
  chart: ReleaseChart,
): InventoryEntry[] {
  const before = object.status?.inventory?.entries as
    | InventoryEntry[]
    | undefined;
  return before ?? releaseInventory(object, chart.name);
}
