import { join } from 'node:path';
import { readConfig } from '../../src/config';
import { ConfigReader } from '@backstage/config';
import type { Cleanup } from '../lib/Cleanup';
import { quantile, rounded } from '../lib/quantile';
import { startSimulator } from '../lib/startSimulator';
import { startStore } from '../lib/startStore';
import type { Calls } from '../lib/serveCalls';
import { Worker } from '../lib/Worker';
import type { BenchOptions } from '../readOptions';
import type { BareListCalls } from './bareList.worker';
import type { ChangesCalls } from './changes.worker';
import { reportSync, type SyncFigures } from './reportSync';
import type { SyncCalls } from './sync.worker';

/** The first run warms the simulator up; the faster one counts. */
const BARE_RUNS = 2;
/** Long enough for every cluster to be probed twice and rediscovered once. */
const IDLE_SECONDS = 35;
/** What the changes and the full lists left behind is done by then. */
const CALM_MS = 5_000;
const LIMIT_MS = 300_000;

const pause = (milliseconds: number) =>
  new Promise(resolve => setTimeout(resolve, milliseconds));

/** Measures the sync against a simulator, prints a table, and last a line of JSON. */
export async function runSyncBench(
  options: BenchOptions,
  cleanup: Cleanup,
): Promise<void> {
  const say = (what: string) => process.stdout.write(`${what}\n`);
  const worker = async <C extends Calls>(name: string) => {
    const started = await Worker.start<C>(join(__dirname, `${name}.worker.ts`));
    cleanup.add(() => started.stop());
    return started;
  };

  say('Starting the simulator and the database');
  const { clusters, objects } = await startSimulator({ ...options, cleanup });
  const database = await startStore({ store: options.store, cleanup });
  const { concurrency } = readConfig(new ConfigReader({})).sync;

  const bare: Array<{ seconds: number; objects: number; pages: number }> = [];
  for (let run = 1; run <= BARE_RUNS; run++) {
    say(`Bare list ${run} of ${BARE_RUNS}`);
    const lister = await worker<BareListCalls>('bareList');
    const listed = await lister.call(
      'list',
      { clusters, concurrency },
      LIMIT_MS,
    );
    bare.push(listed);
    await lister.stop();
    if (listed.objects !== objects) {
      throw new Error(`Listed ${listed.objects} objects of ${objects}`);
    }
  }
  const bareListSeconds = Math.min(...bare.map(({ seconds }) => seconds));

  say('Full index');
  const sync = await worker<SyncCalls>('sync');
  await sync.call('prepare', { database }, LIMIT_MS);
  const before = await sync.call('usage', undefined as never, LIMIT_MS);
  const request = { clusters, expected: objects, limitMs: LIMIT_MS - 10_000 };
  const { seconds: indexSeconds } = await sync.call('index', request, LIMIT_MS);
  const indexed = await sync.call('usage', undefined as never, LIMIT_MS);

  say(`Changes at ${options.rate} a second for ${options.seconds} s`);
  const changes = await worker<ChangesCalls>('changes');
  const { latenciesMs, perSecond } = await changes.call(
    'change',
    { database, clusters, rate: options.rate, seconds: options.seconds },
    LIMIT_MS + options.seconds * 1000,
  );

  say(`Nothing for ${IDLE_SECONDS} s`);
  await pause(CALM_MS);
  const calm = await sync.call('usage', undefined as never, LIMIT_MS);
  await pause(IDLE_SECONDS * 1000);
  const idle = await sync.call('usage', undefined as never, LIMIT_MS);
  await sync.call('stop', undefined as never, LIMIT_MS);
  await sync.stop();

  say('Relist without changes, by another process');
  const written = await changes.call('written', { database }, LIMIT_MS);
  const again = await worker<SyncCalls>('sync');
  await again.call('prepare', { database }, LIMIT_MS);
  const relist = await again.call('index', request, LIMIT_MS);
  await again.call('stop', undefined as never, LIMIT_MS);
  const relistRowsWritten =
    (await changes.call('written', { database }, LIMIT_MS)) - written;

  const figures: SyncFigures = {
    ...options,
    objects,
    pages: bare[0].pages,
    concurrency,
    indexSeconds,
    indexCpuSeconds: indexed.cpuSeconds - before.cpuSeconds,
    bareListSeconds,
    startRssMiB: before.rssMiB,
    indexPeakRssMiB: indexed.peakRssMiB,
    peakRssMiB: idle.peakRssMiB,
    idleRssMiB: idle.rssMiB,
    changesPerSecond: perSecond,
    changeP50Ms: quantile(latenciesMs, 0.5),
    changeP99Ms: quantile(latenciesMs, 0.99),
    idleCpuPercent: rounded(
      ((idle.cpuSeconds - calm.cpuSeconds) / IDLE_SECONDS) * 100,
      2,
    ),
    relistSeconds: relist.seconds,
    relistRowsWritten,
  };
  await cleanup.run();
  reportSync(figures);
}
