import { KubernetesObject, ResourceDefinition } from '../../apiserver/types';
import { humanDuration } from './humanDuration';
import { jsonPath } from './jsonPath';

/** A column of a table, and how its cell comes from an object. */
export interface TableColumn {
  name: string;
  type: 'string' | 'date' | 'boolean' | 'integer';
  format: '' | 'name';
  /** 0 for columns that are always shown, 1 for those of `-o wide`. */
  priority: 0 | 1;
  cell(object: KubernetesObject, now: number): string | number | boolean;
}

const NAME = column('Name', object => object.metadata.name, { format: 'name' });
const AGE = column('Age', (object, now) =>
  age(object.metadata.creationTimestamp, now),
);

const BUILT_IN: Readonly<Record<string, TableColumn[]>> = {
  ConfigMap: [NAME, column('Data', object => sizeOf(object.data)), AGE],
  CustomResourceDefinition: [
    NAME,
    column('Created At', object => object.metadata.creationTimestamp ?? ''),
  ],
  Deployment: [
    NAME,
    column(
      'Ready',
      ({ spec, status }) =>
        `${status?.readyReplicas ?? 0}/${spec?.replicas ?? 1}`,
    ),
    column('Up-to-date', ({ status }) => status?.updatedReplicas ?? 0),
    column('Available', ({ status }) => status?.availableReplicas ?? 0),
    AGE,
  ],
  Event: [
    column('Last Seen', (event, now) =>
      age(String(event.lastTimestamp ?? event.eventTime ?? ''), now),
    ),
    column('Type', event => text(event.type)),
    column('Reason', event => text(event.reason)),
    column('Object', event => {
      const [kind] = jsonPath(event, '.involvedObject.kind');
      const [name] = jsonPath(event, '.involvedObject.name');
      return `${text(kind).toLowerCase()}/${text(name)}`;
    }),
    column('Message', event => text(event.message)),
    column('Name', event => event.metadata.name, {
      format: 'name',
      priority: 1,
    }),
  ],
  Namespace: [NAME, column('Status', ({ status }) => text(status?.phase)), AGE],
  Pod: [
    NAME,
    column('Ready', pod => {
      const containers = jsonPath(pod, '.spec.containers[*]');
      const ready = jsonPath(pod, '.status.containerStatuses[*].ready');
      return `${ready.filter(Boolean).length}/${containers.length}`;
    }),
    column('Status', ({ metadata, status }) =>
      metadata.deletionTimestamp ? 'Terminating' : text(status?.phase),
    ),
    column('Restarts', pod =>
      jsonPath(pod, '.status.containerStatuses[*].restartCount').reduce(
        (sum: number, count) => sum + Number(count),
        0,
      ),
    ),
    AGE,
  ],
  Secret: [
    NAME,
    column('Type', object => text(object.type)),
    column('Data', object => sizeOf(object.data)),
    AGE,
  ],
};

/** The columns that a kind is shown with: its printer columns, or those that `kubectl` shows for a built-in kind. */
export function columnsOf(definition: ResourceDefinition): TableColumn[] {
  if (definition.custom) {
    const columns = definition.printerColumns.map(
      ({ name, type, jsonPath: path }) =>
        column(name, (object, now) => printed(object, type, path, now), {
          type: type === 'date' ? 'string' : type,
        }),
    );
    return columns.length > 0 ? [NAME, ...columns] : [NAME, AGE];
  }
  return BUILT_IN[definition.kind] ?? [NAME, AGE];
}

function column(
  name: string,
  cell: TableColumn['cell'],
  options: Partial<Omit<TableColumn, 'name' | 'cell'>> = {},
): TableColumn {
  return { name, type: 'string', format: '', priority: 0, ...options, cell };
}

function printed(
  object: KubernetesObject,
  type: TableColumn['type'],
  path: string,
  now: number,
): string | number | boolean {
  const [value] = jsonPath(object, path);
  if (value === undefined || value === null) {
    return '';
  }
  if (type === 'date') {
    return age(String(value), now);
  }
  return typeof value === 'number' || typeof value === 'boolean'
    ? value
    : text(value);
}

function text(value: unknown): string {
  if (value === undefined || value === null) {
    return '';
  }
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function age(time: string | undefined, now: number): string {
  const at = time ? Date.parse(time) : NaN;
  return Number.isNaN(at) ? '<unknown>' : humanDuration(now - at);
}

function sizeOf(value: unknown): number {
  return typeof value === 'object' && value !== null
    ? Object.keys(value).length
    : 0;
}
