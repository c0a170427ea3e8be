/**
 * What went wrong with a request to an API server.
 *
 * - `unreachable`: no answer: no address, no connection, no trust in its certificate, cut off, or too late
 * - `unauthorized`: 401, it does not know us
 * - `forbidden`: 403, it does not let us
 * - `notFound`: 404, the object or the kind is not there
 * - `conflict`: 409
 * - `invalid`: any other 4xx, it refuses what was asked
 * - `expired`: 410, the resourceVersion or the continue token is too old
 * - `tooManyRequests`: 429
 * - `serverError`: 5xx
 * - `tooLarge`: the answer is larger than what is read
 * - `malformed`: the answer is not what Kubernetes answers
 */
export type KubernetesErrorKind =
  | 'unreachable'
  | 'unauthorized'
  | 'forbidden'
  | 'notFound'
  | 'conflict'
  | 'invalid'
  | 'expired'
  | 'tooManyRequests'
  | 'serverError'
  | 'tooLarge'
  | 'malformed';

/** A request to an API server that failed. The message is for people and holds no secret, no token, no path. */
export class KubernetesError extends Error {
  readonly kind: KubernetesErrorKind;
  /** How long the server asks to wait (milliseconds), where it does. */
  readonly retryAfterMs: number | undefined;

  constructor(
    kind: KubernetesErrorKind,
    message: string,
    options: { retryAfterMs?: number } = {},
  ) {
    super(message);
    this.name = 'KubernetesError';
    this.kind = kind;
    this.retryAfterMs = options.retryAfterMs;
  }
}
