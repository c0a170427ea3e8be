import { Agent } from 'undici';
import { apiPath } from '../../src/kubernetes/apiPath';
import { discoverFluxKinds } from '../../src/kubernetes/discoverFluxKinds';
import { HttpKubernetesClient } from '../../src/kubernetes/HttpKubernetesClient';
import { ServerPolicy } from '../../src/kubernetes/ServerPolicy';
import { Semaphore } from '../../src/concurrency/Semaphore';
import type { SimulatedCluster } from '../lib/startSimulator';
import { serveCalls } from '../lib/serveCalls';

const PAGE_SIZE = 500;
/** As many as the sync opens to one cluster, or more. */
const CONNECTIONS = 48;

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
 * Reads the pages that a sync reads, as it reads them: as many clusters at once, all kinds of a cluster at once, the same
 * HTTP client. The JSON is parsed, and that is all. Finding out what there is to list is not part of the time.
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
    const { origin, pathname } = new URL(cluster.server);
    const agent = new Agent({ connections: CONNECTIONS, pipelining: 1 });
    const listKind = async (path: string) => {
      let token: string | undefined;
      do {
        const query = new URLSearchParams({ limit: String(PAGE_SIZE) });
        if (token) query.set('continue', token);
        const { body } = await agent.request({
          origin,
          method: 'GET',
          path: `${pathname}${path}?${query}`,
          headers: {
            accept: 'application/json',
            authorization: `Bearer ${cluster.token}`,
          },
        });
        const page = JSON.parse(await body.text()) as ListPage;
        objects += page.items.length;
        pages += 1;
        token = page.metadata.continue || undefined;
      } while (token);
    };
    await Promise.all(cluster.paths.map(listKind));
    await agent.close();
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
