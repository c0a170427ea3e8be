import { KubernetesObject } from '../../apiserver/types';
import { isAtLeast } from '../FluxRelease';
import { parseDuration } from '../machinery/duration';
import { ReconcileContext } from '../machinery/Reconciler';
import { ReleaseChart } from './releaseChart';
import { snapshotsOf } from './Snapshot';

/** Where a release stands between its first attempt and giving up. */
export interface ReleaseAttempts {
  action: 'install' | 'upgrade';
  /** Failures of this action with this configuration so far. */
  failures: number;
  /** Failures after which helm-controller gives up; infinite with the strategy RetryOnFailure. */
  allowed: number;
  exhausted: boolean;
  forced: boolean;
  /** Milliseconds until the next attempt, when the strategy says so. */
  retryInterval?: number;
}

/** Counts what has been tried. Another chart version, other values, or a reset start anew. */
export function releaseAttempts(
  object: KubernetesObject,
  chart: ReleaseChart,
  configDigest: string,
  context: ReconcileContext,
): ReleaseAttempts {
  const history = snapshotsOf(object);
  const action = history.some(({ status }) => status !== 'failed')
    ? 'upgrade'
    : 'install';
  const settings = object.spec?.[action] ?? {};
  const status = object.status ?? {};
  const anew =
    context.request.reset ||
    (status.lastAttemptedRevision !== undefined &&
      status.lastAttemptedRevision !== chart.version) ||
    (status.lastAttemptedConfigDigest !== undefined &&
      status.lastAttemptedConfigDigest !== configDigest) ||
    (status.lastAttemptedGeneration !== undefined &&
      status.lastAttemptedGeneration !== (object.metadata.generation ?? 1));
  const failures = anew ? 0 : Number(status[`${action}Failures`] ?? 0);
  const retries = Number(settings.remediation?.retries ?? 0);
  const retryOnFailure =
    isAtLeast(context.release, '2.7') &&
    settings.strategy?.name === 'RetryOnFailure';
  const allowed = retryOnFailure || retries < 0 ? Infinity : retries + 1;
  return {
    action,
    failures,
    allowed,
    exhausted: failures >= allowed && !context.request.force,
    forced: context.request.force,
    ...(retryOnFailure && {
      retryInterval: parseDuration(settings.strategy.retryInterval, 300_000),
    }),
  };
}
