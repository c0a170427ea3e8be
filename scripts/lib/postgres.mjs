import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { join } from 'node:path';
import { root } from './toolchain.mjs';

/** Starts an embedded PostgreSQL; answers its connection string and how to stop it. */
export async function startPostgres(node, env) {
  const child = spawn(node, [join(root, 'scripts/postgres.mjs')], {
    cwd: root,
    env,
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const ended = new Promise(resolve => child.once('exit', resolve));
  const lines = createInterface({ input: child.stdout });
  const connectionString = await Promise.race([
    new Promise(resolve => lines.once('line', resolve)),
    ended.then(() => {
      throw new Error('PostgreSQL for the tests did not start; see above.');
    }),
  ]);
  return {
    connectionString,
    async stop() {
      child.stdin.end();
      await ended;
    },
  };
}
