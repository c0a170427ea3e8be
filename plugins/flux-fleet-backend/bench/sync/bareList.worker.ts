import { apiPath } from '../../src/kubernetes/apiPath';
import { discoverFluxKinds } from '../../src/kubernetes/discoverFluxKinds';
import { HttpKubernetesClient } from '../../src/kubernetes/HttpKubernetesClient';
import { createTransport } from '../../src/kubernetes/transport/createTransport';
import { ServerPolicy } from '../../src/kubernetes/ServerPolicy';
import { Semaphore } from '../../src/concurrency/Semaphore';
import type { SimulatedCluster } from '../lib/startSimulator';
import { serveCalls } from '../lib/serveCalls';

const PAGE_SIZE = 500;

interface ListPage {
  metadata: { continue?: string };
  items: unknown[];
}

const policy = ServerPolicy.create({ allowed: [], denied: [] });

/** The paths of the lists that a sync of the cluster reads. */
async function pathsOf(cluster: SimulatedCluster): Promise<string[]> {
  const client = HttpKubernetesClient.create({
    connection: cluster,
    policy,
    requestTimeoutMs: 30_000,
  });
  try {
    const served = await discoverFluxKinds(client);
    return served.map(({ kind: { group, plural }, version }) =>
      apiPath({ group, version, plural, namespace: '' }),
    );
  } finally {
    await client.close();
  }
}

/**
 * Reads the pages that a sync reads, as it reads them: as many clusters at once, all kinds of a cluster at once, over the
 * same connections. The JSON is parsed, and that is all. Finding out what there is to list is not part of the time.
 */
async function list(options: {
  clusters: SimulatedCluster[];
  concurrency: number;
}): Promise<{ seconds: number; objects: number; pages: number }> {
  const clusters: Array<SimulatedCluster & { paths: string[] }> = [];
  for (const cluster of options.clusters) {
    clusters.push({ ...cluster, paths: await pathsOf(cluster) });
  }
  let objects = 0;
  let pages = 0;
  const listCluster = async (cluster: (typeof clusters)[number]) => {
    const { pathname } = new URL(cluster.server);
    const transport = createTransport(cluster, policy);
    const { signal } = new AbortController();
    const listKind = async (path: string) => {
      let token: string | undefined;
      do {
        const query = new URLSearchParams({ limit: String(PAGE_SIZE) });
        if (token) query.set('continue', token);
        const { body } = await transport.request({
          method: 'GET',
          path: `${pathname}${path}?${query}`,
          headers: {
            accept: 'application/json',
            authorization: `Bearer ${cluster.token}`,
          },
          signal,
        });
        const chunks: Uint8Array[] = [];
        for await (const chunk of body) chunks.push(chunk);
        const text = Buffer.concat(chunks).toString('utf8');
        const page = JSON.parse(text) as ListPage;
        objects += page.items.length;
        pages += 1;
        token = page.metadata.continue || undefined;
      } while (token);
    };
    await Promise.all(cluster.paths.map(listKind));
    await transport.close();
  };
  const atOnce = Semaphore.create(options.concurrency);
  const startedAt = performance.now();
  await Promise.all(
    clusters.map(cluster => atOnce.run(() => listCluster(cluster))),
  );
  return { seconds: (performance.now() - startedAt) / 1000, objects, pages };
}

const calls = { list };

/** What this worker can be asked. */
export type BareListCalls = typeof calls;

serveCalls(calls);
