import { fork } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Agent, request } from 'undici';
import type { Cleanup } from './Cleanup';
import { endProcess, TYPESCRIPT } from './Worker';
import { withTimeLimit } from './withTimeLimit';

const SIMULATOR = join(
  __dirname,
  '../../../../packages/fleet-simulator/src/cli.ts',
);
const STARTED = /^Simulating (\d+) clusters with (\d+) Flux objects at (\S+)$/;
const LIMIT_MS = 180_000;

/** A cluster of the simulator and how to reach it. */
export interface SimulatedCluster {
  name: string;
  server: string;
  token: string;
  /** PEM; missing where it speaks plain HTTP. */
  certificateAuthority?: string;
}

/** A simulator in a process of its own. */
export interface Simulator {
  clusters: SimulatedCluster[];
  /** How many Flux objects it says it holds, on all clusters. */
  objects: number;
}

/** Starts the simulator through its command line. It ends with the cleanup, or with this process. */
export async function startSimulator(options: {
  clusters: number;
  resources: number;
  tls: boolean;
  cleanup: Cleanup;
}): Promise<Simulator> {
  const child = fork(
    SIMULATOR,
    [
      ...['--clusters', String(options.clusters)],
      ...['--resources', String(options.resources)],
      ...(options.tls ? ['--tls'] : []),
    ],
    {
      execArgv: [
        ...TYPESCRIPT,
        '--require',
        join(__dirname, 'exitWithParent.cjs'),
      ],
      stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
    },
  );
  options.cleanup.add(() => endProcess(child));
  const lines = createInterface({ input: child.stdout! });
  const [, , objects, url] = await withTimeLimit(
    'starting the simulator',
    LIMIT_MS,
    () =>
      new Promise<RegExpExecArray>((resolve, reject) => {
        child.once('exit', code =>
          reject(new Error(`The simulator ended with ${code}`)),
        );
        lines.on('line', line => {
          const match = STARTED.exec(line);
          if (match) resolve(match);
        });
      }),
  );
  // It is our own child on loopback, and its certificate authority is in the answer.
  const dispatcher = new Agent({ connect: { rejectUnauthorized: false } });
  const { body } = await request(`${url}/simulator/clusters`, { dispatcher });
  const { clusters } = (await body.json()) as { clusters: SimulatedCluster[] };
  return { clusters, objects: Number(objects) };
}
