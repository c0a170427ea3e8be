import { KubernetesObject, ManagedFieldsEntry } from '../types';
import { compareFields } from './compareFields';
import {
  FieldManager,
  isSameManager,
  readManagers,
  writeManagers,
} from './FieldManagers';
import { FieldSet } from './FieldSet';

/**
 * The managed fields after an update (PUT, PATCH, POST): the manager owns what it added or changed, and nobody else owns that any
 * more; what went is owned by nobody.
 */
export function trackUpdate(options: {
  before: KubernetesObject | undefined;
  after: KubernetesObject;
  manager: FieldManager;
  custom: boolean;
  time: string;
}): ManagedFieldsEntry[] {
  const { before, after, manager, custom, time } = options;
  const { changed, removed } = compareFields(before ?? {}, after, { custom });
  const entries = before ? readManagers(before) : [];
  if (changed.size === 0 && removed.size === 0) {
    return before?.metadata.managedFields ?? [];
  }
  const gone = changed.union(removed);
  const others = entries
    .filter(entry => !isSameManager(entry, manager))
    .map(entry => ({ ...entry, fields: entry.fields.difference(gone) }));
  const own = entries.find(entry => isSameManager(entry, manager));
  const fields = (own?.fields ?? FieldSet.of([]))
    .difference(removed)
    .union(changed);
  return writeManagers([...others, { ...manager, time, fields }]);
}
