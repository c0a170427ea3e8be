import type { FluxObject } from './FluxObject';
import type { ObjectReference } from './references';
import { list, record, text } from './readObject';

/**
 * An object that a Flux resource applied.
 *
 * @public
 */
export interface InventoryEntry extends ObjectReference {
  group: string;
  /** API version that it was applied in; empty when the inventory does not say. */
  version: string;
}

/**
 * Parses an inventory id, `<namespace>_<name>_<group>_<kind>`. The namespace is empty for cluster-scoped objects, and
 * names of RBAC objects have `:` written as `__`: so group and kind are read from the right, the namespace from the left.
 * Answers undefined for anything else.
 *
 * @public
 */
export function parseInventoryId(
  id: string,
): Omit<InventoryEntry, 'version'> | undefined {
  const first = id.indexOf('_');
  const last = id.lastIndexOf('_');
  const beforeLast = last > 0 ? id.lastIndexOf('_', last - 1) : -1;
  if (first < 0 || beforeLast <= first) return undefined;
  const name = id.slice(first + 1, beforeLast).replace(/__/g, ':');
  const kind = id.slice(last + 1);
  if (!name || !kind) return undefined;
  return {
    namespace: id.slice(0, first),
    name,
    group: id.slice(beforeLast + 1, last),
    kind,
  };
}

/**
 * The objects that a resource applied, in the order of its inventory; empty for kinds that keep none.
 * An ArtifactGenerator's inventory lists the ExternalArtifacts that it wrote.
 *
 * @public
 */
export function inventoryOf(object: FluxObject): InventoryEntry[] {
  const status = record(object.status);
  if (object.kind === 'ArtifactGenerator') {
    return list(status.inventory).flatMap(entry => {
      const { name, namespace } = record(entry);
      return text(name)
        ? [
            {
              group: 'source.toolkit.fluxcd.io',
              version: '',
              kind: 'ExternalArtifact',
              namespace: text(namespace) ?? object.metadata.namespace ?? '',
              name: text(name)!,
            },
          ]
        : [];
    });
  }
  return list(record(status.inventory).entries).flatMap(entry => {
    const { id, v } = record(entry);
    const parsed = text(id) ? parseInventoryId(text(id)!) : undefined;
    return parsed ? [{ ...parsed, version: text(v) ?? '' }] : [];
  });
}
