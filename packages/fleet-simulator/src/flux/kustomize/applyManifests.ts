import { KubernetesObject } from '../../apiserver/types';
import { KUSTOMIZE_GROUP, OPERATOR_GROUP } from '../fluxGroups';
import {
  InventoryEntry,
  inventoryObject,
  inventoryOf,
} from '../machinery/inventory';
import { groupOf, keyOf } from '../machinery/objectKeys';
import { ReconcileContext } from '../machinery/Reconciler';
import { manifestsOf } from './manifestsOf';
import { pruneInventory } from './pruneInventory';

/**
 * Applies the Flux objects of a Kustomization's path, as kustomize-controller does at each reconcile: a field that the
 * manifest carries is put back whoever changed it. Flux objects that are no longer described are pruned.
 * Answers the inventory: what was applied, and what else was there before.
 */
export function applyManifests(
  object: KubernetesObject,
  context: ReconcileContext,
): { entries: InventoryEntry[] } | { message: string } {
  const before = (object.status?.inventory?.entries ?? []) as InventoryEntry[];
  const manifests = manifestsOf(object, context);
  if (!manifests) {
    return { entries: before };
  }
  if (context.effects) {
    for (const manifest of manifests) {
      const message = applyManifest(object, manifest, context);
      if (message) {
        return { message };
      }
    }
  }
  const applied = inventoryOf(manifests);
  const ids = new Set(applied.map(({ id }) => id));
  const others = before.filter(({ id }) => !ids.has(id));
  const gone = others.filter(isFluxObject);
  if (context.effects && object.spec?.prune) {
    pruneInventory(gone, context);
  }
  return {
    entries: [...applied, ...others.filter(entry => !isFluxObject(entry))].sort(
      (left, right) => (left.id < right.id ? -1 : 1),
    ),
  };
}

/** Only Flux objects are in the world's manifests: of others nobody can tell whether they are gone. */
function isFluxObject(entry: InventoryEntry): boolean {
  const group = groupOf(inventoryObject(entry).apiVersion);
  return group.endsWith('.fluxcd.io') || group === OPERATOR_GROUP;
}

function applyManifest(
  owner: KubernetesObject,
  manifest: KubernetesObject,
  { api }: ReconcileContext,
): string | undefined {
  const current = api.get(keyOf(manifest));
  const marks = {
    ...manifest.metadata.annotations,
    ...current?.metadata.annotations,
  };
  const mode = marks[`${KUSTOMIZE_GROUP}/ssa`];
  if (
    marks[`${KUSTOMIZE_GROUP}/reconcile`] === 'disabled' ||
    mode === 'Ignore' ||
    (mode === 'IfNotPresent' && current)
  ) {
    return undefined;
  }
  try {
    api.apply(
      {
        ...manifest,
        metadata: {
          ...manifest.metadata,
          labels: {
            ...manifest.metadata.labels,
            [`${KUSTOMIZE_GROUP}/name`]: owner.metadata.name,
            [`${KUSTOMIZE_GROUP}/namespace`]: owner.metadata.namespace ?? '',
          },
        },
      },
      { manager: 'kustomize-controller', force: true },
    );
    return undefined;
  } catch (error) {
    const { namespace, name } = manifest.metadata;
    return `${manifest.kind}/${namespace}/${name} dry-run failed: ${
      error instanceof Error ? error.message : String(error)
    }`;
  }
}
