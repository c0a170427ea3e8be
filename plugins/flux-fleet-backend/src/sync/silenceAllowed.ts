/** How much longer than its own timeout a watch may say nothing. */
const LONGEST_BEYOND_TIMEOUT_MS = 30_000;

/** How long a watch that the server is to end after a time may say nothing (milliseconds). */
export function silenceAllowed(timeoutMs: number): number {
  return timeoutMs + Math.min(timeoutMs, LONGEST_BEYOND_TIMEOUT_MS);
}
