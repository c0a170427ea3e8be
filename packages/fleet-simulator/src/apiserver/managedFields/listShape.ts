/** How a list merges: as one value, by its items' key fields, or as a set of scalars. */
export type ListShape =
  | { kind: 'atomic' }
  | { kind: 'keyed'; keys: readonly string[] }
  | { kind: 'set' };

/** Where in which objects a field is; `path` are the elements from the object's root (FieldsV1 form). */
export interface FieldPlace {
  custom: boolean;
  path: readonly string[];
}

const ATOMIC: ListShape = { kind: 'atomic' };

/** `x-kubernetes-list-map-keys` of the built-in kinds, by the name of the field; these names mean the same in all of them. */
const KEYS_BY_FIELD: Readonly<Record<string, readonly string[]>> = {
  'f:conditions': ['type'],
  'f:containers': ['name'],
  'f:env': ['name'],
  'f:ephemeralContainers': ['name'],
  'f:imagePullSecrets': ['name'],
  'f:initContainers': ['name'],
  'f:ports': ['containerPort', 'protocol'],
  'f:volumeMounts': ['mountPath'],
  'f:volumes': ['name'],
};

/**
 * How a list merges. Lists of custom resources are atomic, as Flux's CRDs leave them (no `x-kubernetes-list-type`), but their
 * metadata is that of every object.
 */
export function listShape(place: FieldPlace): ListShape {
  const { path } = place;
  const field = path[path.length - 1];
  if (path.length === 2 && path[0] === 'f:metadata') {
    if (field === 'f:ownerReferences') {
      return { kind: 'keyed', keys: ['uid'] };
    }
    return field === 'f:finalizers' ? { kind: 'set' } : ATOMIC;
  }
  if (place.custom) {
    return ATOMIC;
  }
  if (field === 'f:ports' && path.length === 2) {
    return { kind: 'keyed', keys: ['port', 'protocol'] };
  }
  const keys = KEYS_BY_FIELD[field];
  return keys ? { kind: 'keyed', keys } : ATOMIC;
}

/** Whether a map is one value to managers: label selectors of the built-in kinds (`x-kubernetes-map-type: atomic`). */
export function isAtomicMap(place: FieldPlace): boolean {
  const field = place.path[place.path.length - 1];
  return (
    !place.custom && (field === 'f:selector' || field === 'f:labelSelector')
  );
}

/**
 * The path element of a list's item; undefined for an item without any of its keys.
 * `protocol` defaults to TCP, as the schema has it.
 */
export function itemElement(
  shape: ListShape,
  item: unknown,
): string | undefined {
  if (shape.kind === 'set') {
    return `v:${JSON.stringify(item)}`;
  }
  if (shape.kind === 'atomic' || typeof item !== 'object' || item === null) {
    return undefined;
  }
  const fields = item as Record<string, unknown>;
  const key: Record<string, unknown> = {};
  for (const name of [...shape.keys].sort()) {
    const value = fields[name] ?? (name === 'protocol' ? 'TCP' : undefined);
    if (value !== undefined) {
      key[name] = value;
    }
  }
  return Object.keys(key).length > 0 ? `k:${JSON.stringify(key)}` : undefined;
}
