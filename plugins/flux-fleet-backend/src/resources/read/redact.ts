import type { FluxObject } from '@flux-fleet/backstage-plugin-flux-fleet-common';
import { HIDDEN } from '../redactText';
import { redactLines } from './redactLines';
import {
  createParseBudget,
  redactManifests,
  type ParseBudget,
} from './redactManifests';
import { isReference, isReferenceKey, isSecretKey } from './secretKeys';

const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';

/** Deeper than any object of Flux; what lies below is hidden, so that a hostile object cannot exhaust the stack. */
const DEEPEST = 100;

/** Fields whose texts are manifests or patches of manifests. */
const MANIFEST_FIELDS: ReadonlySet<string> = new Set([
  'patch',
  'patches',
  'patchesStrategicMerge',
  'patchesJson6902',
]);

/** Where a JSON patch writes into a Secret, when what it patches is not said. */
const DATA_PATH = /["']?path["']?\s{0,20}:\s{0,20}["']?\/(?:stringData|data)\b/;

interface Place {
  key: string;
  depth: number;
  budget: ParseBudget;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function redactString(text: string, place: Place): string {
  const { key, depth, budget } = place;
  const isManifest = MANIFEST_FIELDS.has(key);
  if (isManifest || text.includes('\n') || /^\s*[[{]/.test(text)) {
    return redactManifests(text, {
      budget,
      isManifest,
      redactValue: value =>
        redactValue(value, { key: '', depth: depth + 1, budget }),
    });
  }
  return redactLines(text);
}

/** Hides all values below a key that names a secret, except where they only refer to one. */
function hideValues(value: unknown, place: Place): unknown {
  const { key, depth } = place;
  if (depth > DEEPEST) return HIDDEN;
  if (value === null || typeof value === 'boolean') return value;
  const below = { ...place, depth: depth + 1 };
  if (Array.isArray(value)) return value.map(item => hideValues(item, below));
  if (!isObject(value)) return HIDDEN;
  if (isReference(key, value)) return redactFields(value, place);
  return Object.fromEntries(
    Object.entries(value).map(([field, child]) => [
      field,
      isReferenceKey(field)
        ? redactValue(child, { ...below, key: field })
        : hideValues(child, below),
    ]),
  );
}

/** Whether a patch with this target may change a Secret. The kind of a target is a regular expression. */
function patchesSecret({ target, patch }: Record<string, unknown>): boolean {
  const kind = isObject(target) ? target.kind : undefined;
  if (typeof kind !== 'string' || kind === '') {
    const text = typeof patch === 'string' ? patch : JSON.stringify(patch);
    return text !== undefined && DATA_PATH.test(text);
  }
  return kind
    .replace(/[()^$]/g, '')
    .split('|')
    .some(word => word === 'Secret' || !/^\w+$/.test(word));
}

/** Which fields of an object are hidden for what other fields of it say. */
function hiddenFields(value: Record<string, unknown>): Set<string> {
  const { kind, name, op, path } = value;
  const hidden = new Set(['stringData']);
  if (kind === 'Secret') hidden.add('data');
  if ('patch' in value && patchesSecret(value)) hidden.add('patch');
  // Environment variables and parameters of charts stand as pairs of name and value.
  if (typeof name === 'string' && isSecretKey(name)) hidden.add('value');
  // JSON patches (RFC 6902) say where the value goes.
  if (typeof op === 'string' && typeof path === 'string') {
    const isTo = path
      .split('/')
      .some(s => s === 'stringData' || isSecretKey(s));
    if (isTo) hidden.add('value');
  }
  return hidden;
}

function redactFields(value: Record<string, unknown>, place: Place): object {
  const hidden = hiddenFields(value);
  return Object.fromEntries(
    Object.entries(value).map(([field, child]) => [
      field,
      hidden.has(field)
        ? HIDDEN
        : redactValue(child, { ...place, key: field, depth: place.depth + 1 }),
    ]),
  );
}

function redactItems(items: unknown[], place: Place): unknown[] {
  const below = { ...place, depth: place.depth + 1 };
  return items.map((item, i) => {
    // Arguments of a command: the value stands behind its name.
    const before = items[i - 1];
    const isOfSecret =
      typeof item === 'string' &&
      typeof before === 'string' &&
      /^--?[\w.-]+$/.test(before) &&
      isSecretKey(before);
    return isOfSecret ? HIDDEN : redactValue(item, below);
  });
}

function redactValue(value: unknown, place: Place): unknown {
  if (place.depth > DEEPEST) return HIDDEN;
  if (isSecretKey(place.key)) return hideValues(value, place);
  if (typeof value === 'string') return redactString(value, place);
  if (Array.isArray(value)) return redactItems(value, place);
  return isObject(value) ? redactFields(value, place) : value;
}

/** A webhook's address often is its own password: only its host may be seen. */
function redactAddress(address: unknown): unknown {
  if (typeof address !== 'string' || !URL.canParse(address)) return address;
  const { origin, pathname, search } = new URL(address);
  if (origin === 'null') return HIDDEN;
  return pathname === '/' && search === '' ? origin : `${origin}/${HIDDEN}`;
}

/**
 * The object as people may see it: without managed fields and last-applied annotations, and with everything hidden that
 * could come from a Secret: manifests of Secrets in patches and templates, values of keys that name passwords and the
 * like, private keys, tokens and the users and passwords of URLs in texts, and the addresses of notification providers and
 * receivers.
 */
export function redact(object: FluxObject): FluxObject {
  const { managedFields, ...metadata } = object.metadata;
  const { [LAST_APPLIED]: lastApplied, ...annotations } =
    metadata.annotations ?? {};
  const shown = redactValue(
    { ...object, metadata: { ...metadata, annotations } },
    { key: '', depth: 0, budget: createParseBudget() },
  ) as FluxObject;
  if (metadata.annotations === undefined) delete shown.metadata.annotations;
  if (object.kind === 'Provider' && shown.spec) {
    shown.spec.address = redactAddress(object.spec?.address);
    if (shown.spec.address === undefined) delete shown.spec.address;
  }
  if (object.kind === 'Receiver' && shown.status?.webhookPath !== undefined) {
    // Of a generic receiver it is the only secret there is.
    shown.status.webhookPath = HIDDEN;
  }
  return shown;
}
