import { KubernetesObject } from '../../apiserver/types';
import { releaseTarget } from './Snapshot';

/** How events and conditions name a release: `ns/name.v3 with chart podinfo@6.5.4`. */
export function describeRelease(
  object: KubernetesObject,
  version: number,
  chart: { name: string; version: string; ociDigest?: string },
): string {
  const target = releaseTarget(object);
  return `${target.namespace}/${target.name}.v${version} with chart ${chart.name}@${chart.version}`;
}
