#!/usr/bin/env node
import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';

import { startFleet } from './fleet';

const USAGE = `Starts a fleet of simulated clusters with Flux, and keeps it running until it is interrupted.

Usage: yarn simulate [options]

  --port PORT         port to listen on, on 127.0.0.1 (default: a free one)
  --clusters N        how many clusters (default: 6, the demo; more make a fleet without workloads)
  --resources N       Flux objects of a cluster, on average (default: 67)
  --seed TEXT         the same seed and sizes make the same fleet (default: flux-fleet)
  --tls               serve HTTPS with HTTP/2, by a certificate authority made at the start
  --kubeconfig FILE   write a kubeconfig with a context for each cluster
  --help              show this
`;

/**
 * Runs the command line.
 *
 * @throws Error when an option is unknown or its value is wrong
 */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      port: { type: 'string' },
      clusters: { type: 'string' },
      resources: { type: 'string' },
      seed: { type: 'string' },
      tls: { type: 'boolean' },
      kubeconfig: { type: 'string' },
      help: { type: 'boolean' },
    },
  });
  if (values.help) {
    process.stdout.write(USAGE);
    return;
  }
  const fleet = await startFleet({
    port: numberOf('port', values.port),
    clusters: numberOf('clusters', values.clusters),
    resources: numberOf('resources', values.resources),
    seed: values.seed,
    tls: values.tls,
  });
  const { simulator, clusters, resources } = fleet;
  if (values.kubeconfig) {
    // It holds the clusters' tokens.
    await writeFile(values.kubeconfig, simulator.kubeconfig(), { mode: 0o600 });
    console.log(`Wrote ${values.kubeconfig}`);
  }
  console.log(
    `Simulating ${clusters.length} clusters with ${resources} Flux objects at ${simulator.url}`,
  );
  console.log(
    `Their addresses and tokens: ${simulator.url}/simulator/clusters`,
  );
  await interrupted();
  await fleet.close();
}

function numberOf(name: string, text: string | undefined): number | undefined {
  if (text === undefined) {
    return undefined;
  }
  if (!/^\d{1,9}$/.test(text)) {
    throw new Error(`--${name} takes a whole number, not ${text}`);
  }
  return Number(text);
}

function interrupted(): Promise<void> {
  return new Promise(resolve => {
    process.once('SIGINT', () => resolve());
    process.once('SIGTERM', () => resolve());
  });
}

main().catch((error: Error) => {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
});
