import { KubernetesObject } from '../../apiserver/types';
import { groupOf } from './objectKeys';

/** An entry of `status.inventory.entries`. */
export interface InventoryEntry {
  /** `<namespace>_<name>_<group>_<kind>`; colons of names are written `__`. */
  id: string;
  /** API version without the group. */
  v: string;
}

/** A reference to an object, as far as inventories name it. */
export interface InventoryObject {
  apiVersion: string;
  kind: string;
  namespace?: string;
  name: string;
}

/** The inventory entry of an object. */
export function inventoryEntry(object: InventoryObject): InventoryEntry {
  const name = object.name.replace(/:/g, '__');
  return {
    id: `${object.namespace ?? ''}_${name}_${groupOf(object.apiVersion)}_${
      object.kind
    }`,
    v: object.apiVersion.split('/').pop() as string,
  };
}

/** The object that an entry names. Names may contain `__`, so the id is read from both ends. */
export function inventoryObject(entry: InventoryEntry): InventoryObject {
  const parts = entry.id.split('_');
  const kind = parts.pop() as string;
  const group = parts.pop() as string;
  const namespace = parts.shift();
  return {
    apiVersion: group ? `${group}/${entry.v}` : entry.v,
    kind,
    ...(namespace && { namespace }),
    name: parts.join('_').replace(/__/g, ':'),
  };
}

/** Sorted entries of objects. */
export function inventoryOf(objects: KubernetesObject[]): InventoryEntry[] {
  return objects
    .map(object =>
      inventoryEntry({
        apiVersion: object.apiVersion,
        kind: object.kind,
        namespace: object.metadata.namespace,
        name: object.metadata.name,
      }),
    )
    .sort((left, right) => (left.id < right.id ? -1 : 1));
}
