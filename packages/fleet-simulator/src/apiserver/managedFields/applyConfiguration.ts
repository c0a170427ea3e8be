import { KubernetesObject } from '../types';
import { collectFields } from './collectFields';
import { compareFields } from './compareFields';
import {
  FieldManager,
  isSameManager,
  ManagedEntry,
  readManagers,
  writeManagers,
} from './FieldManagers';
import { FieldSet } from './FieldSet';
import { mergeApplied } from './mergeApplied';
import { removeFields } from './removeFields';

/** A field that another manager owns and the applied configuration would change. */
export interface ApplyConflict {
  manager: ManagedEntry;
  path: string[];
}

/** What server-side apply makes of an object. */
export type ApplyResult =
  | { kind: 'applied'; object: KubernetesObject }
  | { kind: 'conflict'; conflicts: ApplyConflict[] };

/**
 * Server-side apply, as `structured-merge-diff` does it: merges the configuration into the live object, refuses to change what
 * others own (unless forced, which takes it from them), removes what this manager applied last time and no longer does, if
 * nobody else owns it.
 */
export function applyConfiguration(options: {
  live: KubernetesObject | undefined;
  applied: KubernetesObject;
  manager: FieldManager;
  custom: boolean;
  force: boolean;
  time: string;
}): ApplyResult {
  const { live, applied, manager, custom, force, time } = options;
  const newFields = FieldSet.of(
    collectFields(withoutNulls(applied), { custom, containers: false }),
  );
  const entries = live ? readManagers(live) : [];
  const own = entries.find(entry => isSameManager(entry, manager));
  const others = entries.filter(entry => entry !== own);

  const merged = mergeApplied(live ?? {}, applied, {
    custom,
    path: [],
  }) as KubernetesObject;
  const { changed, removed } = compareFields(live ?? {}, merged, { custom });
  // Merging removes nothing, unless a value takes the place of a map or list with fields of its own.
  const touched = changed.union(removed);
  const conflicts = others.flatMap(entry =>
    entry.fields
      .intersection(touched)
      .paths()
      .map(path => ({ manager: entry, path })),
  );
  if (conflicts.length > 0 && !force) {
    return { kind: 'conflict', conflicts };
  }

  const remaining = others.map(entry => ({
    ...entry,
    fields: entry.fields.difference(touched),
  }));
  const abandoned = own ? own.fields.difference(newFields) : FieldSet.of([]);
  const isOwned = (path: readonly string[]) =>
    remaining.some(entry => entry.fields.has(path));
  removeFields(
    merged as unknown as Record<string, unknown>,
    abandoned.paths().filter(path => !isOwned(path)),
    { custom, keep: path => isOwned(path) || newFields.has(path) },
  );
  merged.metadata ??= applied.metadata;

  const unchanged = own !== undefined && own.fields.equals(newFields);
  const entry: ManagedEntry = {
    ...manager,
    time: unchanged && touched.size === 0 ? own.time : time,
    fields: newFields,
  };
  merged.metadata = {
    ...merged.metadata,
    managedFields: writeManagers([...remaining, entry]),
  };
  return { kind: 'applied', object: merged };
}

function withoutNulls<T>(value: T): T {
  if (Array.isArray(value) || typeof value !== 'object' || value === null) {
    return value;
  }
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, child]) => child !== null)
      .map(([name, child]) => [name, withoutNulls(child)]),
  ) as T;
}
