import { KubernetesObject } from '../../apiserver/types';
import { inventoryOf } from '../../flux/machinery/inventory';
import { ClusterWriter } from './ClusterWriter';

/** A Kustomization that applies what has been written with it as the owner. */
export interface KustomizationDraft {
  namespace: string;
  name: string;
  owner: { namespace: string; name: string };
  source: { kind: string; name: string; url: string; namespace?: string };
  path: string;
  spec?: Record<string, unknown>;
  labels?: Record<string, string>;
  guarded?: boolean;
  /** What it applies besides Flux objects. */
  objects?: KubernetesObject[];
}

/** Writes a Kustomization after everything that it applies, and puts that into its source's repository. */
export function buildKustomization(
  writer: ClusterWriter,
  draft: KustomizationDraft,
): KubernetesObject {
  const manifests = writer.manifests(draft);
  if (writer.plan.workloads && draft.source.url.startsWith('https://')) {
    writer.world.git.setManifests(draft.source.url, draft.path, manifests);
  }
  return writer.flux({
    kind: 'Kustomization',
    namespace: draft.namespace,
    name: draft.name,
    owner: draft.owner,
    guarded: draft.guarded,
    labels: draft.labels,
    spec: {
      interval: '10m',
      path: draft.path,
      prune: true,
      sourceRef: {
        kind: draft.source.kind,
        name: draft.source.name,
        ...(draft.source.namespace && { namespace: draft.source.namespace }),
      },
      timeout: '5m',
      ...draft.spec,
    },
    status: {
      inventory: {
        entries: inventoryOf([...manifests, ...(draft.objects ?? [])]),
      },
    },
  });
}
