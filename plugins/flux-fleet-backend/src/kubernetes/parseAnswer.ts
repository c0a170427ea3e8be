import type { FluxObject } from '@flux-fleet/backstage-plugin-flux-fleet-common';
import { KubernetesError } from './KubernetesError';
import { statusError } from './statusError';
import type { ObjectList, WatchEvent } from './types';

type Json = Record<string, unknown>;

function isRecord(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function malformed(what: string): KubernetesError {
  return new KubernetesError('malformed', `The API server answers ${what}`);
}

/** Takes an answer as an object: it has metadata. Nothing else is promised. Throws KubernetesError `malformed`. */
export function parseObject(answer: unknown): FluxObject {
  if (!isRecord(answer) || !isRecord(answer.metadata)) {
    throw malformed('something that is not an object');
  }
  return answer as FluxObject;
}

/**
 * Takes an answer as a page of a list. Items that are not objects are left out. Throws KubernetesError `malformed` for
 * anything without items and a resourceVersion: taken as an empty list, it would delete every row.
 */
export function parseObjectList(answer: unknown): ObjectList {
  if (
    !isRecord(answer) ||
    !isRecord(answer.metadata) ||
    !(Array.isArray(answer.items) || answer.items === null)
  ) {
    throw malformed('something that is not a list');
  }
  const { resourceVersion, continue: next } = answer.metadata;
  if (typeof resourceVersion !== 'string' || resourceVersion === '') {
    throw malformed('a list without resourceVersion');
  }
  const answered: unknown[] = answer.items ?? [];
  const items = answered.filter(
    (item): item is FluxObject => isRecord(item) && isRecord(item.metadata),
  );
  return {
    items,
    leftOut: answered.length - items.length,
    resourceVersion,
    continue: typeof next === 'string' && next !== '' ? next : undefined,
  };
}

/** Takes a line of a watch. Throws what an ERROR event says, and KubernetesError `malformed` for anything else. */
export function parseWatchEvent(line: string): WatchEvent {
  let event: unknown;
  try {
    event = JSON.parse(line);
  } catch {
    throw malformed('a watch event that is not JSON');
  }
  if (!isRecord(event) || !isRecord(event.object)) {
    throw malformed('something that is not a watch event');
  }
  const { type, object } = event;
  switch (type) {
    case 'ERROR':
      throw statusError(
        typeof object.code === 'number' ? object.code : 500,
        object,
      );
    case 'ADDED':
    case 'MODIFIED':
    case 'DELETED':
    case 'BOOKMARK':
      if (!isRecord(object.metadata))
        throw malformed('an event without object');
      return { type, object: object as FluxObject };
    default:
      throw malformed('a watch event of an unknown type');
  }
}
