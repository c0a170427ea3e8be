import { KubernetesObject, ManagedFieldsEntry } from '../types';
import { FieldSet } from './FieldSet';

/** Who writes: what `metadata.managedFields` tells managers apart by. */
export interface FieldManager {
  manager: string;
  operation: 'Apply' | 'Update';
  apiVersion: string;
  subresource?: string;
}

/** One manager with what it owns. */
export interface ManagedEntry extends FieldManager {
  time: string;
  fields: FieldSet;
}

/** `metadata.managedFields` of an object, read to work with. */
export function readManagers(object: KubernetesObject): ManagedEntry[] {
  return (object.metadata.managedFields ?? []).map(entry => ({
    manager: entry.manager,
    operation: entry.operation,
    apiVersion: entry.apiVersion,
    subresource: entry.subresource,
    time: entry.time,
    fields: FieldSet.fromFieldsV1(entry.fieldsV1),
  }));
}

/** The form that goes into the object; managers that own nothing any more are left out. */
export function writeManagers(entries: ManagedEntry[]): ManagedFieldsEntry[] {
  return entries
    .filter(entry => entry.fields.size > 0)
    .map(entry => ({
      manager: entry.manager,
      operation: entry.operation,
      apiVersion: entry.apiVersion,
      time: entry.time,
      fieldsType: 'FieldsV1',
      fieldsV1: entry.fields.toFieldsV1(),
      ...(entry.subresource ? { subresource: entry.subresource } : {}),
    }));
}

/** Whether two entries are of one manager. An Apply manager stays one through the versions it speaks. */
export function isSameManager(a: FieldManager, b: FieldManager): boolean {
  return (
    a.manager === b.manager &&
    a.operation === b.operation &&
    (a.subresource ?? '') === (b.subresource ?? '') &&
    (a.operation === 'Apply' || a.apiVersion === b.apiVersion)
  );
}
