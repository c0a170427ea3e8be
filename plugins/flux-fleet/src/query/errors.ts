/** What an error means for what is on the screen. */
export type Failure =
  /** The backend does not answer, or answers that it cannot now: what is shown stays, and is tried again. */
  | 'unreachable'
  /** It no longer accepts the session. */
  | 'signedOut'
  /** It answered, and the answer is no: trying again changes nothing. */
  | 'refused';

/** The HTTP status of an error that the backend answered with; undefined when it did not answer. */
export function statusCodeOf(error: unknown): number | undefined {
  const code = (error as { statusCode?: unknown } | null)?.statusCode;
  return typeof code === 'number' ? code : undefined;
}

/** Tells errors that pass from those that do not. */
export function failureOf(error: unknown): Failure {
  const code = statusCodeOf(error);
  if (code === 401) return 'signedOut';
  const passes =
    code === undefined || code >= 500 || code === 408 || code === 429;
  return passes ? 'unreachable' : 'refused';
}

/** What to tell people about an error: the backend's own words where it has some. */
export function messageOf(error: unknown): string {
  const body = (error as { body?: { error?: { message?: unknown } } } | null)
    ?.body;
  const said = body?.error?.message;
  if (typeof said === 'string' && said) return said;
  return error instanceof Error ? error.message : String(error);
}
