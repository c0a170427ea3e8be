import type { FluxObject } from './FluxObject';
import { list, record, text } from './readObject';

/**
 * Names an object in the same cluster.
 *
 * @public
 */
export interface ObjectReference {
  /** API group; null when the reference does not say. */
  group: string | null;
  kind: string;
  namespace: string;
  name: string;
}

/**
 * What a resource reads.
 *
 * @public
 */
export type SourceReference = Omit<ObjectReference, 'group'>;

/**
 * The source that a resource reads: `spec.sourceRef`, a release's `spec.chartRef` or the source of its chart template.
 * The namespace is the resource's own where the reference has none. Null for resources that read none.
 *
 * @public
 */
export function sourceOf(object: FluxObject): SourceReference | null {
  const spec = record(object.spec);
  const chartSpec = record(record(spec.chart).spec);
  for (const candidate of [
    spec.sourceRef,
    spec.chartRef,
    chartSpec.sourceRef,
  ]) {
    const reference = record(candidate);
    const kind = text(reference.kind);
    const name = text(reference.name);
    if (kind && name) {
      return {
        kind,
        name,
        namespace: text(reference.namespace) ?? object.metadata.namespace ?? '',
      };
    }
  }
  return null;
}

/**
 * What must be ready before a resource is reconciled (`spec.dependsOn`): the same kind for Kustomizations and
 * HelmReleases, any kind for ResourceSets.
 *
 * @public
 */
export function dependsOnOf(object: FluxObject): ObjectReference[] {
  return list(record(object.spec).dependsOn).flatMap(entry => {
    const reference = record(entry);
    const name = text(reference.name);
    if (!name) return [];
    const apiVersion = text(reference.apiVersion) ?? object.apiVersion;
    return [
      {
        group: apiVersion.includes('/') ? apiVersion.split('/')[0] : '',
        kind: text(reference.kind) ?? object.kind,
        namespace: text(reference.namespace) ?? object.metadata.namespace ?? '',
        name,
      },
    ];
  });
}
