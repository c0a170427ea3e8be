import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { Agent } from 'undici';
import type { Cleanup } from '../lib/Cleanup';
import { printTable } from '../lib/printTable';
import { rounded } from '../lib/quantile';
import { startStore } from '../lib/startStore';
import { Worker } from '../lib/Worker';
import type { BenchOptions } from '../readOptions';
import type { BackendCalls } from './backend.worker';
import { driveQuery, getJson, type QueryFigures } from './driveQuery';
import { pageQueries, type ApiQuery } from './queries';
import { worldClusters } from './worldRows';

const FILL_LIMIT_MS = 600_000;
const START_LIMIT_MS = 60_000;

function titleOf({ path, page, isRestricted }: ApiQuery): string {
  return [
    decodeURIComponent(path),
    page && `(page ${page})`,
    isRestricted && '(some resources)',
  ]
    .filter(Boolean)
    .join(' ');
}

/** Measures the queries of the pages over HTTP, prints a table, and last a line of JSON for each. */
export async function runApiBench(
  options: BenchOptions,
  cleanup: Cleanup,
): Promise<void> {
  const { store, clusters, resources } = options;
  const token = randomBytes(24).toString('hex');
  const database = await startStore({ store, cleanup });
  const worker = async () => {
    const started = await Worker.start<BackendCalls>(
      join(__dirname, 'backend.worker.ts'),
    );
    cleanup.add(() => started.stop());
    return started;
  };
  process.stdout.write('Filling the index\n');
  const filler = await worker();
  const rows = await filler.call(
    'fill',
    { database, clusters, resources },
    FILL_LIMIT_MS,
  );
  await filler.stop();
  const backend = await worker();
  const url = await backend.call('start', { database, token }, START_LIMIT_MS);
  const agent = new Agent({ connections: 16, pipelining: 1 });

  /** The same query with the cursor of its page. */
  const urlOf = async ({ path, page = 1 }: ApiQuery) => {
    let cursor: string | null | undefined;
    const withCursor = () =>
      `${url}${path}${cursor ? `&cursor=${cursor}` : ''}`;
    for (let i = 1; i < page; i++) {
      ({ nextCursor: cursor } = await getJson(agent, withCursor(), token));
    }
    return withCursor();
  };

  const measured: Array<QueryFigures & { query: string }> = [];
  for (const query of pageQueries(worldClusters(clusters)[0].name)) {
    const title = titleOf(query);
    if (!title.includes(options.query ?? '')) continue;
    process.stdout.write(`${title}\n`);
    const { isRestricted = false } = query;
    await backend.call('restrict', { isRestricted }, START_LIMIT_MS);
    const whole = await urlOf(query);
    const ask = async () => {
      await getJson(agent, whole, token);
    };
    measured.push({ query: title, ...(await driveQuery(ask, options)) });
  }
  await agent.close();
  await cleanup.run();

  printTable([
    ['query', 'requests/s', 'p50', 'p99'],
    ...measured.map(({ query, requestsPerSecond, p50Ms, p99Ms }) => [
      query,
      requestsPerSecond.toFixed(1),
      `${p50Ms.toFixed(1)} ms`,
      `${p99Ms.toFixed(1)} ms`,
    ]),
  ]);
  for (const { query, requestsPerSecond, p50Ms, p99Ms } of measured) {
    process.stdout.write(
      `${JSON.stringify({
        bench: 'api',
        store,
        rows,
        query,
        requestsPerSecond: rounded(requestsPerSecond),
        p50Ms: rounded(p50Ms),
        p99Ms: rounded(p99Ms),
      })}\n`,
    );
  }
}
