// Runs the benchmarks; "yarn bench sync" and "yarn bench api" start it.
import { Cleanup } from './lib/Cleanup';
import { runApiBench } from './api/runApiBench';
import { readOptions, USAGE, type BenchOptions } from './readOptions';
import { runSyncBench } from './sync/runSyncBench';

type Bench = (options: BenchOptions, cleanup: Cleanup) => Promise<void>;

/** The benchmarks with what their flags mean when they are missing. */
const BENCHES: Record<string, { run: Bench; rate: number; seconds: number }> = {
  sync: { run: runSyncBench, rate: 200, seconds: 20 },
  api: { run: runApiBench, rate: 10, seconds: 10 },
};

async function main(): Promise<void> {
  const [command, ...args] = process.argv.slice(2);
  const bench = Object.hasOwn(BENCHES, command ?? '')
    ? BENCHES[command]
    : undefined;
  if (!bench || args.includes('--help')) {
    process.stdout.write(USAGE);
    process.exitCode = bench || command === '--help' ? 0 : 1;
    return;
  }
  const cleanup = Cleanup.create();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    // A signal may come twice: to the process, and to its group.
    process.on(signal, async () => {
      await cleanup.run();
      process.exit(130);
    });
  }
  try {
    await bench.run(readOptions(args, bench), cleanup);
  } finally {
    await cleanup.run();
  }
}

main().catch((error: Error) => {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
});
