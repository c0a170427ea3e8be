// Runs the benchmarks; "yarn bench sync" and "yarn bench api" start it.
import { Cleanup } from './lib/Cleanup';
import { readOptions, USAGE } from './readOptions';
import { runSyncBench } from './sync/runSyncBench';

async function main(): Promise<void> {
  const [command, ...args] = process.argv.slice(2);
  if (args.includes('--help') || command !== 'sync') {
    process.stdout.write(USAGE);
    process.exitCode = command && !/help/.test(command) ? 1 : 0;
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
    await runSyncBench(readOptions(args, { rate: 200, seconds: 20 }), cleanup);
  } finally {
    await cleanup.run();
  }
}

main().catch((error: Error) => {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
});
