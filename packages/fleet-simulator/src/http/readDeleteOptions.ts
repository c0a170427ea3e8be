import { ApiError } from '../apiserver/ApiError';
import { isPlainObject } from '../apiserver/managedFields/isPlainObject';
import { DeleteOptions } from '../apiserver/writes/DeleteOptions';
import { Exchange } from './Exchange';
import { decodeKubernetes, PROTOBUF } from './protobuf/decodeKubernetes';
import { contentTypeOf, parseBody, readBytes } from './readBody';
import { isDryRun } from './writeContextOf';

const POLICIES = ['Background', 'Foreground', 'Orphan'] as const;

/**
 * Reads how to delete from a request's body and query.
 *
 * @throws ApiError 422 for options that Kubernetes does not take
 */
export async function readDeleteOptions(
  exchange: Exchange,
): Promise<DeleteOptions> {
  const { query } = exchange.request;
  const bytes = await readBytes(exchange);
  let body: unknown = {};
  if (contentTypeOf(exchange) === PROTOBUF) {
    body = decodeKubernetes(bytes);
  } else if (bytes.length > 0) {
    body = parseBody(bytes.toString('utf8'), true);
  }
  if (!isPlainObject(body)) {
    throw ApiError.badRequest('the body is not DeleteOptions');
  }
  const policy = body.propagationPolicy ?? query.get('propagationPolicy');
  if (policy && !POLICIES.includes(policy as (typeof POLICIES)[number])) {
    throw ApiError.invalid(
      { group: 'meta.k8s.io', kind: 'DeleteOptions' },
      '',
      [
        {
          reason: 'FieldValueNotSupported',
          field: 'propagationPolicy',
          message: `Unsupported value: ${JSON.stringify(
            policy,
          )}: supported values: "Foreground", "Background", "Orphan", nil`,
        },
      ],
    );
  }
  const dryRun = Array.isArray(body.dryRun) ? body.dryRun.map(String) : [];
  const preconditions = isPlainObject(body.preconditions)
    ? body.preconditions
    : {};
  const { uid, resourceVersion } = preconditions;
  return {
    dryRun: isDryRun([...query.getAll('dryRun'), ...dryRun]),
    propagationPolicy: (policy ||
      undefined) as DeleteOptions['propagationPolicy'],
    preconditions: {
      uid: typeof uid === 'string' ? uid : undefined,
      resourceVersion:
        typeof resourceVersion === 'string' ? resourceVersion : undefined,
    },
  };
}
