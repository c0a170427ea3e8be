import { ApiError } from '../ApiError';
import { ApplyConflict } from './applyConfiguration';
import { ManagedEntry } from './FieldManagers';

/** The 409 that a conflicting apply gets, worded as Kubernetes does. */
export function applyConflictError(conflicts: ApplyConflict[]): ApiError {
  const causes = conflicts.map(({ manager, path }) => ({
    reason: 'FieldManagerConflict',
    message: `conflict with ${describeManager(manager)}`,
    field: describePath(path),
  }));
  return new ApiError({
    code: 409,
    reason: 'Conflict',
    message: describeConflicts(conflicts),
    details: { causes },
  });
}

function describeConflicts(conflicts: ApplyConflict[]): string {
  if (conflicts.length === 1) {
    const [{ manager, path }] = conflicts;
    return `Apply failed with 1 conflict: conflict with ${describeManager(
      manager,
    )}: ${describePath(path)}`;
  }
  const byManager = new Map<string, string[]>();
  for (const { manager, path } of conflicts) {
    const name = describeManager(manager);
    byManager.set(name, [...(byManager.get(name) ?? []), describePath(path)]);
  }
  const lines = [...byManager].flatMap(([name, paths]) => [
    `conflicts with ${name}:`,
    ...paths.map(path => `- ${path}`),
  ]);
  return `Apply failed with ${conflicts.length} conflicts: ${lines.join('\n')}`;
}

function describeManager(entry: ManagedEntry): string {
  const subresource = entry.subresource
    ? ` with subresource ${JSON.stringify(entry.subresource)}`
    : '';
  const name = `${JSON.stringify(entry.manager)}${subresource}`;
  return entry.operation === 'Update'
    ? `${name} using ${entry.apiVersion} at ${entry.time}`
    : name;
}

/** `.spec.template.spec.containers[name="app"].image` */
function describePath(path: string[]): string {
  return path
    .map(element => {
      const text = element.slice(2);
      if (element.startsWith('f:')) {
        return `.${text}`;
      }
      if (element.startsWith('k:')) {
        const keys = Object.entries(JSON.parse(text) as object);
        return `[${keys
          .map(([name, value]) => `${name}=${JSON.stringify(value)}`)
          .join(',')}]`;
      }
      return `[=${text}]`;
    })
    .join('');
}
