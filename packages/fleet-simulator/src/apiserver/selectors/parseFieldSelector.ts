import { ApiError } from '../ApiError';
import { parseStored } from '../store/objectText';
import { StoredObject } from '../store/StoredObject';
import { ResourceDefinition } from '../types';

/** Says whether an object matches a selector. */
export type ObjectMatcher = (object: StoredObject) => boolean;

/** Fields beside `metadata.name` and `metadata.namespace` by which the built-in kinds can be selected. */
const SELECTABLE: Readonly<Record<string, readonly string[]>> = {
  Event: [
    'involvedObject.kind',
    'involvedObject.namespace',
    'involvedObject.name',
    'involvedObject.uid',
    'involvedObject.apiVersion',
    'involvedObject.resourceVersion',
    'involvedObject.fieldPath',
    'reason',
    'reportingComponent',
    'source',
    'type',
  ],
  Namespace: ['status.phase'],
  Node: ['spec.unschedulable'],
  Pod: [
    'spec.nodeName',
    'spec.restartPolicy',
    'spec.schedulerName',
    'spec.serviceAccountName',
    'spec.hostNetwork',
    'status.phase',
    'status.podIP',
    'status.nominatedNodeName',
  ],
  ReplicaSet: ['status.replicas'],
  Secret: ['type'],
};

/**
 * Parses the `fieldSelector` parameter for a kind. Custom kinds can be selected by name and namespace only.
 *
 * @returns undefined for the empty selector
 * @throws ApiError 400 when the text is not a selector, or for a field that the kind cannot be selected by
 */
export function parseFieldSelector(
  text: string,
  definition: ResourceDefinition,
): ObjectMatcher | undefined {
  if (text.trim() === '') {
    return undefined;
  }
  const matchers = text.split(',').map(term => parseTerm(term, definition));
  return object => matchers.every(matches => matches(object));
}

function parseTerm(
  term: string,
  definition: ResourceDefinition,
): ObjectMatcher {
  const parts = /^([^=!]+)(==|=|!=)(.*)$/.exec(term.trim());
  if (!parts) {
    throw ApiError.badRequest(
      `unable to parse field selector: invalid selector: '${term}'; can't understand '${term}'`,
    );
  }
  const [, field, operator, value] = parts;
  const wanted = operator !== '!=';
  if (field === 'metadata.name') {
    return object => (object.name === value) === wanted;
  }
  if (field === 'metadata.namespace') {
    return object => (object.namespace === value) === wanted;
  }
  const selectable = definition.custom ? [] : SELECTABLE[definition.kind] ?? [];
  if (!selectable.includes(field)) {
    throw ApiError.badRequest(`field label not supported: ${field}`);
  }
  return object => (fieldOf(object, definition, field) === value) === wanted;
}

function fieldOf(
  object: StoredObject,
  definition: ResourceDefinition,
  field: string,
): string {
  let value: unknown = parseStored(definition, object);
  const path = field === 'source' ? ['source', 'component'] : field.split('.');
  for (const name of path) {
    value = (value as Record<string, unknown> | undefined)?.[name];
  }
  return value === undefined || value === null ? '' : String(value);
}
