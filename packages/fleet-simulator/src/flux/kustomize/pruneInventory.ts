import { KUSTOMIZE_GROUP } from '../fluxGroups';
import { InventoryEntry, inventoryObject } from '../machinery/inventory';
import { groupOf } from '../machinery/objectKeys';
import { ReconcileContext } from '../machinery/Reconciler';

/** Deletes what a Kustomization has applied, except what opts out of pruning. */
export function pruneInventory(
  entries: InventoryEntry[],
  { api }: ReconcileContext,
): void {
  const served = new Set(
    api.definitions().map(({ group, kind }) => `${group}/${kind}`),
  );
  for (const entry of entries) {
    const { apiVersion, kind, namespace, name } = inventoryObject(entry);
    const group = groupOf(apiVersion);
    if (!served.has(`${group}/${kind}`)) {
      continue;
    }
    const key = { group, kind, namespace: namespace ?? '', name };
    const found = api.get(key);
    const prune =
      found?.metadata.annotations?.[`${KUSTOMIZE_GROUP}/prune`] ??
      found?.metadata.labels?.[`${KUSTOMIZE_GROUP}/prune`];
    if (found && prune !== 'disabled') {
      api.delete(key);
    }
  }
}
