import type { Agent } from 'undici';
import { quantile } from '../lib/quantile';

const WARM_UP_REQUESTS = 5;
const ANSWER_WITHIN_MS = 60_000;
/** With so many requests unanswered the rate is too high, and more of them would say nothing new. */
const MOST_UNANSWERED = 30;

/** How fast a query was answered. */
export interface QueryFigures {
  requestsPerSecond: number;
  p50Ms: number;
  p99Ms: number;
}

/** Asks once. Rejects unless the answer is 200. */
export type Ask = () => Promise<void>;

/** Makes a request to the API. */
export async function getJson(
  agent: Agent,
  url: string,
  token: string,
): Promise<{ nextCursor?: string | null }> {
  const { statusCode, body } = await agent.request({
    origin: new URL(url).origin,
    path: url.slice(new URL(url).origin.length),
    method: 'GET',
    headers: { authorization: `Bearer ${token}` },
    headersTimeout: ANSWER_WITHIN_MS,
    bodyTimeout: ANSWER_WITHIN_MS,
  });
  const text = await body.text();
  if (statusCode !== 200) {
    throw new Error(`${url} answered ${statusCode}: ${text.slice(0, 300)}`);
  }
  return JSON.parse(text);
}

/**
 * Asks at a rate, whether earlier requests were answered or not, and measures each from the moment it was due: a request
 * that waits behind a slow one counts as slow too. Gives up a rate that cannot be kept.
 */
export async function driveQuery(
  ask: Ask,
  options: { rate: number; seconds: number },
): Promise<QueryFigures> {
  const { rate, seconds } = options;
  for (let i = 0; i < WARM_UP_REQUESTS; i++) await ask();
  const latenciesMs: number[] = [];
  const running: Array<Promise<void>> = [];
  const unanswered = new Set<number>();
  const startedAt = performance.now();
  for (let i = 0; i < rate * seconds; i++) {
    if (unanswered.size >= MOST_UNANSWERED) break;
    const due = startedAt + (i * 1000) / rate;
    while (performance.now() < due) {
      await new Promise(resolve =>
        setTimeout(resolve, Math.max(0, due - performance.now())),
      );
    }
    unanswered.add(i);
    running.push(
      ask().then(() => {
        unanswered.delete(i);
        latenciesMs.push(performance.now() - due);
      }),
    );
  }
  await Promise.all(running);
  const tookSeconds = (performance.now() - startedAt) / 1000;
  return {
    requestsPerSecond: latenciesMs.length / Math.max(tookSeconds, seconds),
    p50Ms: quantile(latenciesMs, 0.5),
    p99Ms: quantile(latenciesMs, 0.99),
  };
}
