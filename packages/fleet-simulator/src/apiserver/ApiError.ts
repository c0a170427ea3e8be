/**
 * The reasons of `Status` objects that this API server gives (`metav1.StatusReason`).
 *
 * @public
 */
export type StatusReason =
  | 'AlreadyExists'
  | 'BadRequest'
  | 'Conflict'
  | 'Expired'
  | 'Forbidden'
  | 'Gone'
  | 'InternalError'
  | 'Invalid'
  | 'MethodNotAllowed'
  | 'NotAcceptable'
  | 'NotFound'
  | 'RequestEntityTooLarge'
  | 'ServiceUnavailable'
  | 'Timeout'
  | 'TooManyRequests'
  | 'Unauthorized'
  | 'UnsupportedMediaType';

/**
 * One cause in a `Status` object's details.
 *
 * @public
 */
export interface StatusCause {
  reason: string;
  message: string;
  field?: string;
}

/**
 * `details` of a `Status` object; `kind` holds the plural name, as Kubernetes has it.
 *
 * @public
 */
export interface StatusDetails {
  name?: string;
  group?: string;
  kind?: string;
  uid?: string;
  causes?: StatusCause[];
  retryAfterSeconds?: number;
}

/**
 * What an error is about: a resource in its plural name, and its group (empty for the core group).
 *
 * @public
 */
export interface ResourceName {
  group: string;
  plural: string;
}

/**
 * Kubernetes' `Status` object for a failure.
 *
 * @public
 */
export interface FailureStatus {
  kind: 'Status';
  apiVersion: 'v1';
  metadata: { continue?: string };
  status: 'Failure';
  message: string;
  reason: StatusReason | '';
  details?: StatusDetails;
  code: number;
}

/**
 * A failure as the API server reports it, with the HTTP code and the `Status` that go with it. The static functions word the
 * failures as `k8s.io/apimachinery/pkg/api/errors` does.
 *
 * @public
 */
export class ApiError extends Error {
  readonly code: number;
  readonly reason: StatusReason | '';
  readonly details: StatusDetails | undefined;
  /** A token to go on with, given with an expired list (see {@link ApiError.expired}). */
  readonly continueToken: string | undefined;

  constructor(options: {
    code: number;
    reason: StatusReason | '';
    message: string;
    details?: StatusDetails;
    continueToken?: string;
  }) {
    super(options.message);
    this.name = 'ApiError';
    this.code = options.code;
    this.reason = options.reason;
    this.details = options.details;
    this.continueToken = options.continueToken;
  }

  /** The `Status` object that clients get. */
  toStatus(): FailureStatus {
    return {
      kind: 'Status',
      apiVersion: 'v1',
      metadata: this.continueToken ? { continue: this.continueToken } : {},
      status: 'Failure',
      message: this.message,
      reason: this.reason,
      ...(this.details ? { details: this.details } : {}),
      code: this.code,
    };
  }

  static notFound(resource: ResourceName, name: string): ApiError {
    return new ApiError({
      code: 404,
      reason: 'NotFound',
      message: `${qualified(resource)} "${name}" not found`,
      details: detailsOf(resource, name),
    });
  }

  static alreadyExists(resource: ResourceName, name: string): ApiError {
    return new ApiError({
      code: 409,
      reason: 'AlreadyExists',
      message: `${qualified(resource)} "${name}" already exists`,
      details: detailsOf(resource, name),
    });
  }

  /** A write that raced with another one, or whose precondition does not hold. */
  static conflict(
    resource: ResourceName,
    name: string,
    problem = 'the object has been modified; please apply your changes to the latest version and try again',
  ): ApiError {
    return new ApiError({
      code: 409,
      reason: 'Conflict',
      message: `Operation cannot be fulfilled on ${qualified(
        resource,
      )} "${name}": ${problem}`,
      details: detailsOf(resource, name),
    });
  }

  /** An object or options that break a rule of validation; every cause names the field. */
  static invalid(
    about: { group: string; kind: string },
    name: string,
    causes: StatusCause[],
  ): ApiError {
    const subject = about.group ? `${about.kind}.${about.group}` : about.kind;
    const problems = causes.map(cause => `${cause.field}: ${cause.message}`);
    const text =
      problems.length === 1 ? problems[0] : `[${problems.join(', ')}]`;
    return new ApiError({
      code: 422,
      reason: 'Invalid',
      message: `${subject} "${name}" is invalid: ${text}`,
      details: {
        ...(name ? { name } : {}),
        ...(about.group ? { group: about.group } : {}),
        kind: about.kind,
        causes,
      },
    });
  }

  static badRequest(message: string): ApiError {
    return new ApiError({ code: 400, reason: 'BadRequest', message });
  }

  static unauthorized(): ApiError {
    return new ApiError({
      code: 401,
      reason: 'Unauthorized',
      message: 'Unauthorized',
    });
  }

  static forbidden(
    resource: ResourceName,
    name: string,
    problem: string,
    causes?: StatusCause[],
  ): ApiError {
    return new ApiError({
      code: 403,
      reason: 'Forbidden',
      message: `${qualified(resource)}${
        name ? ` "${name}"` : ''
      } is forbidden: ${problem}`,
      details: { ...detailsOf(resource, name), ...(causes ? { causes } : {}) },
    });
  }

  /** A resourceVersion or continue token from before what the server remembers. */
  static expired(message: string, continueToken?: string): ApiError {
    return new ApiError({
      code: 410,
      reason: 'Expired',
      message,
      continueToken,
    });
  }

  /** A resourceVersion that the server has not reached. */
  static tooLargeResourceVersion(asked: number, current: number): ApiError {
    const message = `Too large resource version: ${asked}, current: ${current}`;
    return new ApiError({
      code: 504,
      reason: 'Timeout',
      message: `Timeout: ${message}`,
      details: {
        causes: [
          {
            reason: 'ResourceVersionTooLarge',
            message: 'Too large resource version',
          },
        ],
        retryAfterSeconds: 1,
      },
    });
  }

  static methodNotAllowed(): ApiError {
    return new ApiError({
      code: 405,
      reason: 'MethodNotAllowed',
      message:
        'the server does not allow this method on the requested resource',
    });
  }

  static notAcceptable(accepted: string[]): ApiError {
    return new ApiError({
      code: 406,
      reason: 'NotAcceptable',
      message: `only the following media types are accepted: ${accepted.join(
        ', ',
      )}`,
    });
  }

  static unsupportedMediaType(accepted: string[]): ApiError {
    return new ApiError({
      code: 415,
      reason: 'UnsupportedMediaType',
      message: `the body of the request was in an unknown format - accepted media types include: ${accepted.join(
        ', ',
      )}`,
    });
  }

  static tooLarge(limit: number): ApiError {
    return new ApiError({
      code: 413,
      reason: 'RequestEntityTooLarge',
      message: `Request entity too large: limit is ${limit}`,
    });
  }

  static internal(message: string): ApiError {
    return new ApiError({
      code: 500,
      reason: 'InternalError',
      message: `Internal error occurred: ${message}`,
      details: { causes: [{ reason: '', message }] },
    });
  }
}

function qualified(resource: ResourceName): string {
  return resource.group
    ? `${resource.plural}.${resource.group}`
    : resource.plural;
}

function detailsOf(resource: ResourceName, name: string): StatusDetails {
  return {
    ...(name ? { name } : {}),
    ...(resource.group ? { group: resource.group } : {}),
    kind: resource.plural,
  };
}
