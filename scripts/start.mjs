// npm start: brings what is missing, starts backend and frontend with the demo configuration, and says when both are ready.
import { createConnection } from 'node:net';
import { startGroup } from './lib/run.mjs';
import {
  bringNode,
  bringPackages,
  environmentWith,
  root,
} from './lib/toolchain.mjs';

const READY_WITHIN_MS = 300_000;
const WATCHED_EVERY_MS = 2_000;
const LOST_AFTER_FAILURES = 4;
const READINESS = '/.backstage/health/v1/readiness';

// The demo's own addresses in app-config.yaml; a configuration given with --config may have others.
const frontend = process.env.FLUX_FLEET_FRONTEND_URL ?? 'http://localhost:3000';
const backend = process.env.FLUX_FLEET_BACKEND_URL ?? 'http://localhost:7007';

function isPortTaken(port) {
  return new Promise(resolve => {
    const socket = createConnection({ port, host: 'localhost' });
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}

async function answers(url) {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(5000) });
    return response.ok;
  } catch {
    return false;
  }
}

async function untilReady(signal) {
  const deadline = Date.now() + READY_WITHIN_MS;
  while (!signal.aborted) {
    const ready = await Promise.all([
      answers(`${backend}${READINESS}`),
      answers(frontend),
    ]);
    if (ready.every(Boolean)) return;
    if (Date.now() > deadline) {
      throw new Error(
        `The portal was not ready after ${
          READY_WITHIN_MS / 1000
        } s; what it printed above says why.`,
      );
    }
    await new Promise(resolve => setTimeout(resolve, 250));
  }
}

/** Says so when the backend is lost, and when it is back: the command line goes on when a half of it has crashed. */
async function watchBackend(signal) {
  let isLost = false;
  let failures = 0;
  while (!signal.aborted) {
    await new Promise(resolve => setTimeout(resolve, WATCHED_EVERY_MS));
    failures = (await answers(`${backend}${READINESS}`)) ? 0 : failures + 1;
    if (signal.aborted) return;
    if (!isLost && failures >= LOST_AFTER_FAILURES) {
      isLost = true;
      console.error(
        `\n  The backend does not answer any more; what it printed above says why.\n  It starts again when its code or configuration changes. Ctrl-C ends everything.\n`,
      );
    } else if (isLost && failures === 0) {
      isLost = false;
      console.log(`\n  The backend is back: ${frontend}\n`);
    }
  }
}

async function main() {
  for (const url of [frontend, backend]) {
    const { port } = new URL(url);
    if (await isPortTaken(Number(port))) {
      throw new Error(
        `Port ${port} is in use, and the portal needs it. Stop what listens there and run this again.`,
      );
    }
  }
  const node = await bringNode();
  await bringPackages(node);

  const portal = startGroup(
    node,
    [
      `${root}/node_modules/@backstage/cli/bin/backstage-cli`,
      'repo',
      'start',
      ...process.argv.slice(2),
    ],
    { cwd: root, env: environmentWith(node) },
  );
  const waiting = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM']) {
    process.on(signal, () => portal.stop(signal));
  }
  portal.ended.finally(() => waiting.abort());

  try {
    await untilReady(waiting.signal);
  } catch (error) {
    portal.stop();
    throw error;
  }
  if (!waiting.signal.aborted) {
    console.log(`\n  Flux Fleet is ready: ${frontend}\n`);
    await Promise.race([watchBackend(waiting.signal), portal.ended]);
  }
  const code = await portal.ended;
  process.exitCode = typeof code === 'number' ? code : 0;
}

main().catch(error => {
  console.error(`\n${error.message}`);
  process.exitCode = 1;
});
