import { setTimeout } from 'node:timers/promises';

/** Resolves after a time (milliseconds), or at once when the signal aborts; never rejects. */
export async function sleep(
  milliseconds: number,
  signal: AbortSignal,
): Promise<void> {
  try {
    await setTimeout(milliseconds, undefined, { signal });
  } catch {
    // Aborted: whoever waits looks at the signal.
  }
}
