import { KubernetesObject } from '../../apiserver/types';
import { inventoryEntry, InventoryEntry } from '../machinery/inventory';
import { releaseTarget } from './Snapshot';

/** What a chart of the usual shape installs: a workload with its service, account and settings. */
export function releaseInventory(
  object: KubernetesObject,
  chartName: string,
): InventoryEntry[] {
  const { namespace, name } = releaseTarget(object);
  const full = name.includes(chartName) ? name : `${name}-${chartName}`;
  return [
    { apiVersion: 'apps/v1', kind: 'Deployment' },
    { apiVersion: 'v1', kind: 'Service' },
    { apiVersion: 'v1', kind: 'ServiceAccount' },
    { apiVersion: 'v1', kind: 'ConfigMap' },
  ]
    .map(kind => inventoryEntry({ ...kind, namespace, name: full }))
    .sort((left, right) => (left.id < right.id ? -1 : 1));
}
