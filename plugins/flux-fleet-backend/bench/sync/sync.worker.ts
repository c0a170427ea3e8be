import { ConfigReader } from '@backstage/config';
import type { JsonObject } from '@backstage/types';
import type { Knex } from 'knex';
import { readConfig } from '../../src/config';
import { applyMigrations } from '../../src/database/applyMigrations';
import { createSync, type FleetSync } from '../../src/sync/createSync';
import { observers } from '../../src/sync/observe/SyncObserver';
import { benchLogger } from '../lib/benchLogger';
import { openDatabase } from '../lib/openDatabase';
import { serveCalls } from '../lib/serveCalls';
import type { SimulatedCluster } from '../lib/startSimulator';

const MEBIBYTE = 1024 * 1024;
const POLL_MS = 50;

let knex: Knex;
let sync: FleetSync | undefined;

/** Opens the database and brings its schema up to date. */
async function prepare(options: { database: JsonObject }): Promise<void> {
  knex = await openDatabase(options.database);
  await applyMigrations(knex);
}

async function countOf(query: Knex.QueryBuilder): Promise<number> {
  const [{ count }] = await query.count({ count: '*' });
  return Number(count);
}

/** Syncs until every cluster says that its index is current, and the index has as many rows as there are objects. */
async function index(options: {
  clusters: SimulatedCluster[];
  expected: number;
  limitMs: number;
}): Promise<{ seconds: number; rows: number }> {
  const { clusters, expected, limitMs } = options;
  const startedAt = performance.now();
  const elapsedMs = () => performance.now() - startedAt;
  // What a process before this one left there says nothing about this one.
  const from = new Date().toISOString();
  sync = createSync({
    config: readConfig(new ConfigReader({})),
    knex,
    sources: [
      {
        id: 'bench',
        start: ({ publish }) =>
          publish(
            clusters.map(({ name, ...connection }) => ({
              name,
              environment: name.split('-')[0],
              connection,
            })),
          ),
      },
    ],
    logger: benchLogger,
    publish: async () => {},
    observer: observers(),
  });
  await sync.engine.start();
  for (;;) {
    const current = await countOf(
      knex('cluster_health')
        .where({ state: 'connected' })
        .where('last_synced_at', '>=', from),
    );
    if (current === clusters.length) {
      const seconds = elapsedMs() / 1000;
      const rows = await countOf(knex('resources'));
      if (rows === expected) return { seconds, rows };
    }
    if (elapsedMs() > limitMs) {
      const rows = await countOf(knex('resources'));
      throw new Error(
        `${current} of ${clusters.length} clusters are current, ${rows} of ${expected} objects are in the index`,
      );
    }
    await new Promise(resolve => setTimeout(resolve, POLL_MS));
  }
}

/** What this process used so far. */
async function usage(): Promise<{
  cpuSeconds: number;
  rssMiB: number;
  peakRssMiB: number;
}> {
  const { user, system } = process.cpuUsage();
  return {
    cpuSeconds: (user + system) / 1_000_000,
    rssMiB: process.memoryUsage.rss() / MEBIBYTE,
    peakRssMiB: process.resourceUsage().maxRSS / 1024,
  };
}

/** Ends the sync as a backend that is shut down does. */
async function stop(): Promise<void> {
  await sync?.engine.stop();
}

const calls = { prepare, index, usage, stop };

/** What this worker can be asked. */
export type SyncCalls = typeof calls;

serveCalls(calls);
