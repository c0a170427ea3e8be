import { parseStored } from '../../apiserver/store/objectText';
import { StoredObject } from '../../apiserver/store/StoredObject';
import { KubernetesObject, ResourceDefinition } from '../../apiserver/types';
import { columnsOf } from './columnsOf';

/** `meta.k8s.io/v1` Table, which `kubectl get` prints. */
export interface Table {
  kind: 'Table';
  apiVersion: 'meta.k8s.io/v1';
  metadata: Record<string, unknown>;
  columnDefinitions: Array<Record<string, unknown>>;
  rows: Array<Record<string, unknown>>;
}

/**
 * Makes a table of objects.
 *
 * @param options.includeObject - what goes with each row: `None`, `Metadata` (the default) or `Object`
 */
export function createTable(options: {
  definition: ResourceDefinition;
  version: string;
  objects: StoredObject[];
  now: number;
  includeObject: string | null;
}): Table {
  const { definition, version, objects, now, includeObject } = options;
  const columns = columnsOf(definition);
  const last = objects[objects.length - 1];
  return {
    kind: 'Table',
    apiVersion: 'meta.k8s.io/v1',
    metadata:
      objects.length === 1
        ? { resourceVersion: String(last.resourceVersion) }
        : {},
    columnDefinitions: columns.map(({ name, type, format, priority }) => ({
      name,
      type,
      format,
      description: '',
      priority,
    })),
    rows: objects.map(stored => {
      const object = parseStored(definition, stored, version);
      return {
        cells: columns.map(column => column.cell(object, now)),
        ...rowObject(object, includeObject),
      };
    }),
  };
}

function rowObject(
  object: KubernetesObject,
  includeObject: string | null,
): { object?: unknown } {
  if (includeObject === 'None') {
    return {};
  }
  if (includeObject === 'Object') {
    return { object };
  }
  return {
    object: {
      kind: 'PartialObjectMetadata',
      apiVersion: 'meta.k8s.io/v1',
      metadata: object.metadata,
    },
  };
}
