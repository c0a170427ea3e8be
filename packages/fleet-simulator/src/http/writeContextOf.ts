import { ApiError } from '../apiserver/ApiError';
import { apiVersionOf } from '../apiserver/store/objectText';
import { ResourceDefinition } from '../apiserver/types';
import { WriteContext } from '../apiserver/writes/WriteContext';
import { ResourceRequest } from './ApiRequest';
import { Exchange } from './Exchange';

const LONGEST_MANAGER = 128;

/**
 * Who writes with a request, and how: the manager is `fieldManager`, else what the User-Agent begins with.
 *
 * @throws ApiError 422 for a manager or dry run that Kubernetes does not take
 */
export function writeContextOf(
  exchange: Exchange,
  definition: ResourceDefinition,
  resource: ResourceRequest,
): WriteContext {
  const { query } = exchange.request;
  const agent = exchange.incoming.headers['user-agent'] ?? 'unknown';
  const manager = query.get('fieldManager') || agent.split('/')[0];
  if (manager.length > LONGEST_MANAGER) {
    throw invalidOption(
      'fieldManager',
      `Too long: may not be more than ${LONGEST_MANAGER} bytes`,
    );
  }
  return {
    manager,
    apiVersion: apiVersionOf(definition.group, resource.version),
    dryRun: isDryRun(query.getAll('dryRun')),
    ...(resource.subresource === 'status'
      ? { subresource: 'status' as const }
      : {}),
  };
}

/** @throws ApiError 422 for anything but `All` */
export function isDryRun(values: readonly string[]): boolean {
  const wrong = values.find(value => value !== 'All');
  if (wrong !== undefined) {
    throw invalidOption(
      'dryRun',
      `Unsupported value: ${JSON.stringify(wrong)}: supported values: "All"`,
    );
  }
  return values.length > 0;
}

function invalidOption(field: string, message: string): ApiError {
  return ApiError.invalid({ group: 'meta.k8s.io', kind: 'UpdateOptions' }, '', [
    { reason: 'FieldValueInvalid', field, message },
  ]);
}
