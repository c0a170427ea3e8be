import { KubernetesObject } from '../../apiserver/types';
import { conditionOf } from '../machinery/conditions';
import {
  InventoryEntry,
  inventoryObject,
  InventoryObject,
} from '../machinery/inventory';
import { groupOf } from '../machinery/objectKeys';
import { ReconcileContext } from '../machinery/Reconciler';

const WORKLOADS = new Set(['Deployment', 'StatefulSet', 'DaemonSet', 'Job']);

/** What a Kustomization waits for, worded as kustomize-controller does: what is not healthy in time, and what still may be. */
export function unhealthyEntries(
  object: KubernetesObject,
  entries: InventoryEntry[],
  context: ReconcileContext,
): { failed: string[]; pending: string[] } {
  const failed: string[] = [];
  const pending: string[] = [];
  for (const checked of checkedObjects(object, entries)) {
    const state = WORKLOADS.has(checked.kind)
      ? workloadState(checked, context)
      : fluxState(checked, context);
    const text = `${checked.kind}/${checked.namespace}/${checked.name}`;
    if (state === 'pending') {
      pending.push(text);
    } else if (state) {
      failed.push(`${text} status: '${state}'`);
    }
  }
  return { failed, pending };
}

function checkedObjects(
  object: KubernetesObject,
  entries: InventoryEntry[],
): InventoryObject[] {
  if (object.spec?.wait === true) {
    return entries.map(inventoryObject);
  }
  return (object.spec?.healthChecks ?? []) as InventoryObject[];
}

function workloadState(
  { namespace = '', name }: InventoryObject,
  { world, api }: ReconcileContext,
): 'pending' | 'InProgress' | 'Failed' | undefined {
  const problem = world.problem({
    kind: 'workload',
    cluster: api.name,
    namespace,
    name,
  });
  if (problem?.state === 'pending') {
    return 'pending';
  }
  return problem ? 'InProgress' : undefined;
}

function fluxState(
  { apiVersion, kind, namespace = '', name }: InventoryObject,
  { api }: ReconcileContext,
): 'InProgress' | 'Failed' | undefined {
  const group = groupOf(apiVersion);
  if (!group.endsWith('.toolkit.fluxcd.io')) {
    return undefined;
  }
  const found = api.get({ group, kind, namespace, name });
  if (!found) {
    return undefined;
  }
  if (conditionOf(found, 'Stalled')?.status === 'True') {
    return 'Failed';
  }
  return conditionOf(found, 'Ready')?.status === 'False'
    ? 'InProgress'
    : undefined;
}
