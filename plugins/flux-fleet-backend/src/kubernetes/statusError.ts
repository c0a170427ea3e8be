import { redactToLength } from '../resources/redactToLength';
import { KubernetesError, type KubernetesErrorKind } from './KubernetesError';

const MAXIMUM_MESSAGE_LENGTH = 1000;

const KINDS: Record<number, KubernetesErrorKind> = {
  401: 'unauthorized',
  403: 'forbidden',
  404: 'notFound',
  409: 'conflict',
  410: 'expired',
  413: 'tooLarge',
  429: 'tooManyRequests',
};

function kindOf(code: number): KubernetesErrorKind {
  if (KINDS[code]) return KINDS[code];
  if (code >= 500) return 'serverError';
  return code >= 400 ? 'invalid' : 'malformed';
}

function explanationOf(code: number): string {
  switch (code) {
    case 401:
      return 'The API server does not accept the credentials (401)';
    case 403:
      return 'The API server does not allow this (403)';
    case 429:
      return 'The API server has too many requests (429)';
    default:
      return code >= 300 && code < 400
        ? `The API server redirects (${code}); redirects are not followed: set the address that it redirects to`
        : `The API server answers ${code}`;
  }
}

/** The `message` of a Kubernetes `Status`, cut to a length for people; empty for anything else. */
function messageOf(body: unknown): string {
  const { message } = (body ?? {}) as { message?: unknown };
  return typeof message === 'string'
    ? redactToLength(message, MAXIMUM_MESSAGE_LENGTH)
    : '';
}

/**
 * The error that an answer outside 200-299, or an ERROR event of a watch, stands for.
 *
 * @param code - HTTP status, or the `code` of a Kubernetes Status
 * @param body - the parsed body, if it could be parsed
 */
export function statusError(
  code: number,
  body: unknown,
  retryAfterMs?: number,
): KubernetesError {
  const message = messageOf(body);
  const explanation = explanationOf(code);
  return new KubernetesError(
    kindOf(code),
    message ? `${explanation}: ${message}` : explanation,
    { retryAfterMs },
  );
}
