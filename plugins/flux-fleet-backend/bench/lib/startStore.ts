import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { JsonObject } from '@backstage/types';
import type { Cleanup } from './Cleanup';
import { withTimeLimit } from './withTimeLimit';

const POSTGRES = join(__dirname, '../../../../scripts/postgres.mjs');
const LIMIT_MS = 60_000;

/** The databases that the backend runs on. */
export const STORES = ['sqlite', 'postgres'] as const;

/** One of {@link STORES}. */
export type Store = (typeof STORES)[number];

async function startPostgres(cleanup: Cleanup): Promise<string> {
  const child = spawn(process.execPath, [POSTGRES, '--durable'], {
    stdio: ['pipe', 'pipe', 'inherit'],
    // Ctrl-C is not to end it halfway: it ends, and removes its data, with its input.
    detached: true,
  });
  const ended = once(child, 'exit');
  cleanup.add(async () => {
    child.stdin.end();
    await ended;
  });
  const lines = createInterface({ input: child.stdout });
  return withTimeLimit('starting PostgreSQL', LIMIT_MS, async () => {
    const first = await Promise.race([once(lines, 'line'), ended]);
    if (typeof first[0] === 'string') return first[0];
    throw new Error('PostgreSQL did not start; see above');
  });
}

/**
 * Starts an empty database in a temporary folder. Answers what `backend.database` of an app-config would say to use it.
 * It goes with the cleanup.
 */
export async function startStore(options: {
  store: Store;
  cleanup: Cleanup;
}): Promise<JsonObject> {
  const { store, cleanup } = options;
  if (store === 'postgres') {
    const { hostname, port, username, password } = new URL(
      await startPostgres(cleanup),
    );
    return {
      client: 'pg',
      connection: {
        host: hostname,
        port: Number(port),
        user: username,
        password,
      },
    };
  }
  const folder = await mkdtemp(join(tmpdir(), 'flux-fleet-bench-'));
  cleanup.add(() => rm(folder, { recursive: true, force: true }));
  return { client: 'better-sqlite3', connection: { directory: folder } };
}
