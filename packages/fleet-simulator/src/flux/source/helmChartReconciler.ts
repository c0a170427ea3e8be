import { KubernetesObject } from '../../apiserver/types';
import { SOURCE_GROUP } from '../fluxGroups';
import { Outcome } from '../machinery/Outcome';
import { failed } from '../machinery/outcomes';
import { ReconcileContext, Reconciler } from '../machinery/Reconciler';
import { artifactOf, storeArtifact } from './artifact';
import { artifactStored, fetchFailed, fetchStalled } from './sourceOutcomes';

/** Pulls a chart from a HelmRepository, or packages it from a Git repository or bucket. */
export const helmChartReconciler: Reconciler = {
  group: SOURCE_GROUP,
  kind: 'HelmChart',
  controller: 'source-controller',
  defaultInterval: 600_000,
  progress: 'whenAsked',
  progressMessage: () => 'building artifact',
  reconcile(object, context) {
    const reference = object.spec?.sourceRef ?? {};
    const source = context.api.get({
      group: SOURCE_GROUP,
      kind: String(reference.kind),
      namespace: object.metadata.namespace ?? '',
      name: String(reference.name),
    });
    if (!source) {
      const plural = `${String(reference.kind).toLowerCase()}s`.replace(
        /ys$/,
        'ies',
      );
      return fetchFailed(
        object,
        'SourceUnavailable',
        `failed to get source: ${plural}.${SOURCE_GROUP} "${reference.name}" not found`,
      );
    }
    return reference.kind === 'HelmRepository'
      ? pull(object, source, context)
      : packageChart(object, source, context);
  },
};

function pull(
  object: KubernetesObject,
  source: KubernetesObject,
  context: ReconcileContext,
): Outcome {
  const { world, api } = context;
  const url = String(source.spec?.url);
  const oci = source.spec?.type === 'oci';
  if (!oci && !artifactOf(source)) {
    return fetchFailed(
      object,
      'NoSourceArtifact',
      `no artifact available for HelmRepository source '${source.metadata.name}'`,
    );
  }
  const problem =
    world.problem({ kind: 'access', cluster: api.name, url }) ??
    world.problem({ kind: 'chartRepository', url });
  if (problem) {
    return fetchFailed(
      object,
      oci ? problem.reason ?? 'ChartPullFailed' : 'ChartPullFailed',
      problem.message,
    );
  }
  const chart = String(object.spec?.chart);
  const range = String(object.spec?.version ?? '*');
  const found = world.charts.resolve(url, chart, range);
  if (!found) {
    return fetchStalled(
      object,
      'InvalidChartReference',
      oci
        ? `invalid chart reference: failed to get chart version for remote reference: could not locate a version matching provided version string ${range}`
        : `invalid chart reference: failed to get chart version for remote reference: no '${chart}' chart with version matching '${range}' found`,
    );
  }
  return artifactStored(
    object,
    storeArtifact(object, found.version, {
      now: context.now,
      fileName: `${chart}-${found.version}.tgz`,
    }),
    {
      reason: 'ChartPullSucceeded',
      eventReason: 'ChartPullSucceeded',
      message: `pulled '${chart}' chart with version '${found.version}'`,
      status: {
        observedChartName: chart,
        observedSourceArtifactRevision: artifactOf(source)?.revision ?? null,
      },
    },
  );
}

function packageChart(
  object: KubernetesObject,
  source: KubernetesObject,
  context: ReconcileContext,
): Outcome {
  const artifact = artifactOf(source);
  if (!artifact) {
    const message = `no artifact available for ${source.kind} source '${source.metadata.name}'`;
    return failed('NoSourceArtifact', message);
  }
  const path = String(object.spec?.chart);
  const chart = path.split('/').pop() as string;
  const commit = artifact.revision.split(':').pop()?.slice(0, 12);
  const version = `0.1.0+${commit}`;
  return artifactStored(
    object,
    storeArtifact(object, version, {
      now: context.now,
      fileName: `${chart}-${version}.tgz`,
    }),
    {
      reason: 'ChartPackageSucceeded',
      eventReason: 'ChartPackageSucceeded',
      message: `packaged '${chart}' chart with version '${version}'`,
      status: {
        observedChartName: chart,
        observedSourceArtifactRevision: artifact.revision,
      },
    },
  );
}
