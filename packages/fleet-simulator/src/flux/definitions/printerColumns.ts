import { ResourceDefinition } from '../../apiserver/types';

/** A column of `kubectl get`. */
export type PrinterColumn = ResourceDefinition['printerColumns'][number];

/** A column of text. */
export function textColumn(name: string, jsonPath: string): PrinterColumn {
  return { name, type: 'string', jsonPath };
}

export const AGE: PrinterColumn = {
  name: 'Age',
  type: 'date',
  jsonPath: '.metadata.creationTimestamp',
};
export const READY = textColumn(
  'Ready',
  '.status.conditions[?(@.type=="Ready")].status',
);
export const STATUS = textColumn(
  'Status',
  '.status.conditions[?(@.type=="Ready")].message',
);
export const URL = textColumn('URL', '.spec.url');

/** What most Flux kinds show. */
export const READY_COLUMNS: PrinterColumn[] = [AGE, READY, STATUS];
