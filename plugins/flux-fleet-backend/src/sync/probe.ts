import type { WatchingClient } from '../kubernetes/types';
import { sleep } from './sleep';

const LONGEST_TIMEOUT_MS = 10_000;
/** A request can be lost for reasons that are over a moment later. */
const SECOND_TRY_AFTER_MS = 500;

/**
 * Asks whether an API server answers, and for its version: undefined when it does not tell.
 * Throws KubernetesError when it does not answer, twice, or answers that it cannot serve.
 */
export async function probe(
  client: WatchingClient,
  options: { signal: AbortSignal; requestTimeoutMs: number },
): Promise<string | undefined> {
  const { signal, requestTimeoutMs } = options;
  const timeoutMs = Math.min(requestTimeoutMs, LONGEST_TIMEOUT_MS);
  const ask = () => client.getJson('/version', { signal, timeoutMs });
  try {
    const answer = await ask().catch(async error => {
      if (error.kind !== 'unreachable') throw error;
      await sleep(SECOND_TRY_AFTER_MS, signal);
      return ask();
    });
    const { gitVersion } = (answer ?? {}) as { gitVersion?: unknown };
    return typeof gitVersion === 'string' ? gitVersion.slice(0, 64) : undefined;
  } catch (error) {
    const { kind } = error as { kind?: string };
    // It answers: whether it is usable, discovery tells.
    const answers = ['forbidden', 'notFound', 'tooManyRequests'];
    if (answers.includes(kind ?? '')) return undefined;
    throw error;
  }
}
