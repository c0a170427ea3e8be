import { ApiError, StatusReason } from '../apiserver/ApiError';
import { Fault, FaultCode } from './Fault';

const REASONS: Readonly<Record<FaultCode, [StatusReason | '', string]>> = {
  400: ['BadRequest', 'the request is not valid'],
  401: ['Unauthorized', 'Unauthorized'],
  403: ['Forbidden', 'forbidden: User "admin" cannot do this'],
  404: ['NotFound', 'the server could not find the requested resource'],
  409: ['Conflict', 'the object has been modified'],
  410: ['Expired', 'The resourceVersion for the provided list is too old.'],
  422: ['Invalid', 'the request is invalid'],
  429: ['TooManyRequests', 'Too many requests, please try again later.'],
  500: ['InternalError', 'Internal error occurred: etcdserver: leader changed'],
  502: ['', 'bad gateway'],
  503: ['ServiceUnavailable', 'apiserver not ready'],
  504: [
    'Timeout',
    'Timeout: request did not complete within the allotted time',
  ],
};

/** What the real server answers when it fails with this code. */
export function statusFaultError(
  fault: Extract<Fault, { kind: 'status' }>,
  resource: { group: string; plural: string; name: string } | undefined,
): ApiError {
  const { code, retryAfterSeconds } = fault;
  const [reason, message] = REASONS[code];
  return new ApiError({
    code,
    reason,
    message: fault.message ?? message,
    details: {
      ...(resource?.group ? { group: resource.group } : {}),
      ...(resource ? { kind: resource.plural } : {}),
      ...(resource?.name ? { name: resource.name } : {}),
      ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
    },
  });
}
