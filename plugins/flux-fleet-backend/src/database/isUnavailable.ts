const NETWORK = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
]);

/** Of https://www.sqlite.org/rescode.html: those that say nothing about the statement. */
const SQLITE =
  /^SQLITE_(?:BUSY|LOCKED|IOERR|FULL|CANTOPEN|READONLY|NOMEM|PROTOCOL)/;

/**
 * Of https://www.postgresql.org/docs/current/errcodes-appendix.html: connection exceptions, insufficient resources,
 * operator intervention, system errors; a standby that was promoted (25006, read only), deadlocks and serialization.
 */
const POSTGRES =
  /^(?:08\w{3}|53\w{3}|57P0[1-5]|57014|58\w{3}|25006|40P01|40001)$/;

/** What the drivers say without a code. */
const MESSAGES =
  /Connection terminated|Client has encountered a connection error|timeout exceeded when trying to connect|Timeout acquiring a connection|Unable to acquire a connection|aborted by database|database connection is not open|the pool is full/i;

/** Whether an error says that the database cannot be used now, whatever it was asked: the same may succeed later. */
export function isUnavailable(error: unknown): boolean {
  if (typeof error !== 'object' || error === null) return false;
  const { code, message, errors } = error as Record<string, unknown>;
  if (Array.isArray(errors)) return errors.some(isUnavailable);
  if (
    typeof code === 'string' &&
    (NETWORK.has(code) || SQLITE.test(code) || POSTGRES.test(code))
  ) {
    return true;
  }
  return typeof message === 'string' && MESSAGES.test(message);
}
