import {
  deriveStatus,
  isReconcilable,
  lastReconciledAtOf,
  revisionOf,
  shortRevision,
  sourceOf,
  type DerivedStatus,
  type FluxObject,
} from '@flux-fleet/backstage-plugin-flux-fleet-common';
import type { ServedKind } from '../kubernetes/types';
import type { IndexRow } from '../resources/types';
import { redactToLength } from '../resources/redactToLength';
import { cleanText } from './cleanText';

const MAXIMUM_NAME_LENGTH = 253;
const MAXIMUM_REASON_LENGTH = 1024;
const MAXIMUM_MESSAGE_LENGTH = 4096;
/** PostgreSQL bounds what an index may hold. */
const MAXIMUM_SHORT_REVISION = 128;
const MAXIMUM_LABELS = 64;
/** What Kubernetes allows for a label's key (prefix, slash, name). */
const MAXIMUM_LABEL_LENGTH = 317;

/** A row before its status is settled, with what the object says now. */
export interface ProjectedRow {
  row: IndexRow;
  derived: DerivedStatus;
  /** Whether fields have types that Kubernetes does not let them have: they count as missing. */
  isOdd?: boolean;
}

function record(value: unknown): Record<string, unknown> | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : undefined;
}

function texts(value: unknown): Record<string, string> {
  const found = record(value) ?? {};
  const entries = Object.entries(found);
  const isText = (entry: [string, unknown]): entry is [string, string] =>
    typeof entry[1] === 'string';
  return entries.every(isText)
    ? (found as Record<string, string>)
    : Object.fromEntries(entries.filter(isText));
}

function labelsOf(labels: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(labels)
      .slice(0, MAXIMUM_LABELS)
      .map(([key, value]) => [
        cleanText(key, MAXIMUM_LABEL_LENGTH),
        cleanText(value, MAXIMUM_LABEL_LENGTH),
      ]),
  );
}

/** A text of the cluster as people may see it, and as free text may find it. */
function shownText(text: string, length: number): string {
  return cleanText(redactToLength(text, length), length);
}

function numberOf(value: unknown): number | undefined {
  return typeof value === 'number' ? value : undefined;
}

/** Whether a field that is there is not of its type. */
function isOdd(object: FluxObject): boolean {
  const { labels, annotations, generation } = object.metadata as {
    [field: string]: unknown;
  };
  const maps: unknown[] = [labels, annotations, object.spec, object.status];
  return (
    maps.some(map => !isMissing(map) && record(map) === undefined) ||
    (!isMissing(generation) && numberOf(generation) === undefined)
  );
}

function isMissing(value: unknown): boolean {
  return value === undefined || value === null;
}

/** The object with the fields that are read being of the types that they should be. */
function tidy(object: FluxObject, served: ServedKind): FluxObject | undefined {
  const metadata = record(object.metadata);
  const { name, namespace, uid } = metadata ?? {};
  if (!metadata || typeof name !== 'string' || name === '') return undefined;
  return {
    apiVersion: `${served.kind.group}/${served.version}`,
    kind: served.kind.kind,
    metadata: {
      name: cleanText(name, MAXIMUM_NAME_LENGTH),
      namespace:
        typeof namespace === 'string'
          ? cleanText(namespace, MAXIMUM_NAME_LENGTH)
          : '',
      uid: typeof uid === 'string' ? cleanText(uid, 36) : '',
      generation: numberOf(metadata.generation),
      labels: texts(metadata.labels),
      annotations: texts(metadata.annotations),
    },
    spec: record(object.spec),
    status: record(object.status),
  };
}

/**
 * Reduces an object to what the index keeps of it: bounded, free of what databases refuse, whatever the cluster holds.
 * Undefined when it has no name.
 */
export function toIndexRow(
  object: FluxObject,
  served: ServedKind,
  cluster: string,
): ProjectedRow | undefined {
  const tidied = tidy(object, served);
  if (!tidied) return undefined;
  const { metadata } = tidied;
  const found = deriveStatus(tidied);
  const derived: DerivedStatus = {
    ...found,
    reason: shownText(found.reason, MAXIMUM_REASON_LENGTH),
    message: shownText(found.message, MAXIMUM_MESSAGE_LENGTH),
  };
  const revision = revisionOf(tidied);
  const source = sourceOf(tidied);
  const clean = (text: string) => shownText(text, MAXIMUM_REASON_LENGTH);
  return {
    ...(isOdd(object) && { isOdd: true }),
    derived,
    row: {
      cluster,
      group: served.kind.group,
      kind: served.kind.kind,
      namespace: metadata.namespace ?? '',
      name: metadata.name,
      version: served.version,
      uid: metadata.uid ?? '',
      status: derived.status,
      reason: derived.reason,
      message: derived.message,
      since: derived.since,
      reconcilingSince: null,
      suspended: derived.suspended,
      readiness: derived.readiness,
      retrying: derived.retrying,
      reconcilable: isReconcilable(tidied),
      revision: revision && clean(revision),
      shortRevision:
        revision && shownText(shortRevision(revision), MAXIMUM_SHORT_REVISION),
      source: source && {
        kind: cleanText(source.kind, 63),
        namespace: cleanText(source.namespace, MAXIMUM_NAME_LENGTH),
        name: cleanText(source.name, MAXIMUM_NAME_LENGTH),
      },
      labels: labelsOf(metadata.labels ?? {}),
      lastReconciledAt: lastReconciledAtOf(tidied),
    },
  };
}
