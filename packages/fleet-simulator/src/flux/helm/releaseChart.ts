import { KubernetesObject } from '../../apiserver/types';
import { HELM_GROUP, SOURCE_GROUP } from '../fluxGroups';
import { conditionOf } from '../machinery/conditions';
import { ReconcileContext } from '../machinery/Reconciler';
import { artifactOf } from '../source/artifact';

/** The chart that a release would install. */
export interface ReleaseChart {
  name: string;
  version: string;
  appVersion: string;
  /** Only of charts that come as OCI artifacts. */
  ociDigest?: string;
}

/** Name of the HelmChart that a release with a chart template creates. */
export function helmChartName(release: KubernetesObject): string {
  return `${release.metadata.namespace}-${release.metadata.name}`;
}

/** Namespace of that HelmChart: the one of the chart's source. */
export function helmChartNamespace(release: KubernetesObject): string {
  return (
    release.spec?.chart?.spec?.sourceRef?.namespace ??
    release.metadata.namespace ??
    ''
  );
}

/** The HelmChart that a release with a chart template creates. */
export function helmChartFor(release: KubernetesObject): KubernetesObject {
  const template = release.spec?.chart?.spec ?? {};
  return {
    apiVersion: `${SOURCE_GROUP}/v1`,
    kind: 'HelmChart',
    metadata: {
      name: helmChartName(release),
      namespace: helmChartNamespace(release),
      labels: {
        [`${HELM_GROUP}/name`]: release.metadata.name,
        [`${HELM_GROUP}/namespace`]: release.metadata.namespace ?? '',
      },
    },
    spec: {
      chart: template.chart,
      interval: template.interval ?? release.spec?.interval,
      reconcileStrategy: template.reconcileStrategy ?? 'ChartVersion',
      sourceRef: {
        kind: template.sourceRef?.kind,
        name: template.sourceRef?.name,
      },
      version: template.version ?? '*',
    },
  };
}

/** The chart of a release, or the message that says why there is none yet. */
export function releaseChart(
  release: KubernetesObject,
  context: ReconcileContext,
): ReleaseChart | { reason: string; message: string } {
  const reference = release.spec?.chartRef ?? {
    kind: 'HelmChart',
    name: helmChartName(release),
    namespace: helmChartNamespace(release),
  };
  const namespace = reference.namespace ?? release.metadata.namespace ?? '';
  const source = context.api.get({
    group: SOURCE_GROUP,
    kind: reference.kind,
    namespace,
    name: reference.name,
  });
  if (!source) {
    return {
      reason: 'ArtifactFailed',
      message: `could not get Source object: ${reference.kind.toLowerCase()}s.${SOURCE_GROUP} "${
        reference.name
      }" not found`,
    };
  }
  const artifact = artifactOf(source);
  const ready = conditionOf(source, 'Ready');
  const current =
    source.status?.observedGeneration === undefined ||
    source.status.observedGeneration === source.metadata.generation;
  const stuck = conditionOf(source, 'Stalled')?.status === 'True';
  if (!artifact || !current || stuck) {
    const cause =
      ready?.status === 'False'
        ? ready.message
        : 'latest generation of object has not been reconciled';
    return {
      reason: 'SourceNotReady',
      message: `${reference.kind} '${namespace}/${reference.name}' is not ready: ${cause}`,
    };
  }
  return chartOf(source, artifact.revision, context);
}

function chartOf(
  source: KubernetesObject,
  revision: string,
  { api, world }: ReconcileContext,
): ReleaseChart {
  if (source.kind !== 'HelmChart') {
    const [version, ociDigest] = revision.split('@');
    const url = String(source.spec?.url ?? source.metadata.name);
    return {
      name: url.split('/').pop() as string,
      version,
      appVersion: version,
      ociDigest,
    };
  }
  const name = String(source.status?.observedChartName ?? source.spec?.chart);
  const repository = api.get({
    group: SOURCE_GROUP,
    kind: String(source.spec?.sourceRef?.kind),
    namespace: source.metadata.namespace ?? '',
    name: String(source.spec?.sourceRef?.name),
  });
  const published = world.charts
    .versions(String(repository?.spec?.url), name)
    .find(({ version }) => version === revision);
  return {
    name,
    version: revision,
    appVersion: published?.appVersion ?? revision.split('+')[0],
  };
}
