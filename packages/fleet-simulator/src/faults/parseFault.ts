import { isPlainObject } from '../apiserver/managedFields/isPlainObject';
import { Fault, FaultCode, RequestVerb } from './Fault';

const VERBS: readonly RequestVerb[] = [
  'get',
  'list',
  'watch',
  'create',
  'update',
  'patch',
  'delete',
  'deletecollection',
  'discovery',
  'version',
  'health',
];
const CODES: readonly FaultCode[] = [
  400, 401, 403, 404, 409, 410, 422, 429, 500, 502, 503, 504,
];

type Check = (value: unknown) => boolean;

const isCount: Check = value => Number.isInteger(value) && Number(value) >= 0;
const isNumber: Check = value => Number.isFinite(value);
const isString: Check = value => typeof value === 'string';
const optional =
  (check: Check): Check =>
  value =>
    value === undefined || check(value);
const isOneOf =
  (values: readonly unknown[]): Check =>
  value =>
    values.includes(value);

const FIELDS: Readonly<Record<Fault['kind'], Readonly<Record<string, Check>>>> =
  {
    latency: { milliseconds: isCount, jitterMilliseconds: optional(isCount) },
    hang: {},
    drop: {},
    halfWritten: {},
    status: {
      code: isOneOf(CODES),
      retryAfterSeconds: optional(isCount),
      message: optional(isString),
    },
    gone: { as: optional(isOneOf(['status', 'event'])) },
    malformed: { what: isOneOf(['text', 'objects']) },
    huge: { bytes: isCount },
    unserved: {},
    clockSkew: { milliseconds: isNumber },
  };

const isVerb = isOneOf(VERBS);
const SCOPE: Readonly<Record<string, Check>> = {
  group: optional(isString),
  plural: optional(isString),
  namespace: optional(isString),
  name: optional(isString),
  verb: optional(value =>
    Array.isArray(value) ? value.every(isVerb) : isVerb(value),
  ),
};

const LIMITS: Readonly<Record<string, Check>> = {
  kind: isString,
  where: optional(
    value => isPlainObject(value) && firstWrong(value, SCOPE) === undefined,
  ),
  times: optional(value => Number.isInteger(value) && Number(value) > 0),
  probability: optional(
    value => typeof value === 'number' && value >= 0 && value <= 1,
  ),
};

/**
 * Reads a fault that came as JSON.
 *
 * @throws Error that names the field that is wrong
 */
export function parseFault(value: unknown): Fault {
  if (!isPlainObject(value) || typeof value.kind !== 'string') {
    throw new Error('A fault is an object with a kind');
  }
  if (!Object.hasOwn(FIELDS, value.kind)) {
    throw new Error(
      `Unknown kind of fault: ${value.kind}; known are ${Object.keys(
        FIELDS,
      ).join(', ')}`,
    );
  }
  const checks = { ...LIMITS, ...FIELDS[value.kind as Fault['kind']] };
  const wrong = firstWrong(value, checks);
  if (wrong !== undefined) {
    throw new Error(
      `A fault of kind ${value.kind} has a wrong field: ${wrong}`,
    );
  }
  return value as unknown as Fault;
}

/** The first field that is unknown, missing or has a wrong value. */
function firstWrong(
  value: Record<string, unknown>,
  checks: Readonly<Record<string, Check>>,
): string | undefined {
  const unknown = Object.keys(value).find(
    field => !Object.hasOwn(checks, field),
  );
  return (
    unknown ??
    Object.entries(checks).find(([field, check]) => !check(value[field]))?.[0]
  );
}
