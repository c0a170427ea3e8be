import { KubernetesError } from './KubernetesError';

const EXPLANATIONS: Record<string, string> = {
  ECONNREFUSED: 'refuses connections',
  ECONNRESET: 'cut the connection',
  EPIPE: 'cut the connection',
  UND_ERR_SOCKET: 'cut the connection',
  ERR_STREAM_PREMATURE_CLOSE: 'cut the connection',
  ERR_HTTP2_STREAM_ERROR: 'cut the request off',
  ERR_HTTP2_STREAM_REFUSED: 'takes no more requests',
  ERR_HTTP2_SESSION_ERROR: 'cut the connection',
  ERR_HTTP2_STREAM_CANCEL: 'cut the connection',
  ERR_HTTP2_ERROR: 'does not speak HTTP/2 as it should',
  ENOTFOUND: 'has a name that does not resolve',
  EAI_AGAIN: 'has a name that does not resolve now',
  EHOSTUNREACH: 'cannot be reached from here (no route)',
  ENETUNREACH: 'cannot be reached from here (no network)',
  ETIMEDOUT: 'does not answer',
  UND_ERR_CONNECT_TIMEOUT: 'does not answer',
  UND_ERR_HEADERS_TIMEOUT: 'does not answer in time',
  UND_ERR_BODY_TIMEOUT: 'stopped in the middle of an answer',
  DEPTH_ZERO_SELF_SIGNED_CERT:
    'has a certificate that is not trusted: set certificateAuthority',
  SELF_SIGNED_CERT_IN_CHAIN:
    'has a certificate that is not trusted: set certificateAuthority',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE:
    'has a certificate that is not trusted: set certificateAuthority',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY:
    'has a certificate that is not trusted: set certificateAuthority',
  ERR_TLS_CERT_ALTNAME_INVALID:
    'has a certificate for another name: set tlsServerName',
  CERT_HAS_EXPIRED: 'has a certificate that has expired',
};

function codeOf(error: unknown): string {
  const { code, cause, errors } = (error ?? {}) as {
    code?: unknown;
    cause?: unknown;
    errors?: unknown[];
  };
  if (typeof code === 'string') return code;
  if (cause) return codeOf(cause);
  return errors?.length ? codeOf(errors[0]) : '';
}

/**
 * The error that a failed connection stands for, in words for people. The underlying message is left out on purpose:
 * it may name a path, and a path may hold a token.
 *
 * @param host - host and port of the API server
 */
export function connectionError(error: unknown, host: string): KubernetesError {
  if (error instanceof KubernetesError) return error;
  const code = codeOf(error);
  return new KubernetesError(
    'unreachable',
    `The API server at ${host} ${
      EXPLANATIONS[code] ?? `cannot be reached${code && ` (${code})`}`
    }`,
  );
}
