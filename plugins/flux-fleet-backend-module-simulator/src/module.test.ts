import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import {
  fluxFleetClusterSourcesExtensionPoint,
  type ClusterDefinition,
  type ClusterSource,
} from '@flux-fleet/backstage-plugin-flux-fleet-node';
import fluxFleetModuleSimulator from './index';

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>(resolve =>
    server.listen(0, '127.0.0.1', () => resolve()),
  );
  const { port } = server.address() as AddressInfo;
  await new Promise(resolve => server.close(resolve));
  return port;
}

async function sourcesWith(simulator?: object): Promise<ClusterSource[]> {
  const sources: ClusterSource[] = [];
  const backend = await startTestBackend({
    extensionPoints: [
      [
        fluxFleetClusterSourcesExtensionPoint,
        {
          addClusterSource: (source: ClusterSource) => {
            sources.push(source);
          },
        },
      ],
    ],
    features: [
      fluxFleetModuleSimulator,
      mockServices.rootConfig.factory({
        data: { fluxFleet: simulator ? { simulator } : {} },
      }),
    ],
  });
  await backend.stop();
  return sources;
}

/** Runs the source until it has published once. */
async function published(source: ClusterSource): Promise<{
  clusters: ClusterDefinition[];
  stop: () => Promise<void>;
}> {
  const controller = new AbortController();
  let ended: Promise<void> = Promise.resolve();
  const clusters = await new Promise<ClusterDefinition[]>((resolve, reject) => {
    ended = source.start({
      publish: async list => resolve(list),
      signal: controller.signal,
    });
    ended.catch(reject);
  });
  return {
    clusters,
    stop: async () => {
      controller.abort();
      await ended;
    },
  };
}

describe('fluxFleetModuleSimulator', () => {
  it.each([[undefined], [{ enabled: false }], [{ seed: 'x' }]])(
    'adds nothing with %p',
    async simulator => {
      expect(await sourcesWith(simulator)).toEqual([]);
    },
  );

  it('publishes clusters that answer, and frees its port when it is stopped', async () => {
    const port = await freePort();
    const settings = { enabled: true, seed: 's', clusters: 2, resources: 5 };
    const [source] = await sourcesWith({ ...settings, port });
    expect(source.id).toBe('simulator');
    for (const attempt of [1, 2]) {
      const { clusters, stop } = await published(source);
      expect([attempt, clusters.length]).toEqual([attempt, 2]);
      const { server, token } = clusters[0].connection!;
      expect(server).toContain(`:${port}/`);
      const answer = await fetch(`${server}/version`, {
        headers: { authorization: `Bearer ${token}` },
      });
      expect(answer.status).toBe(200);
      await stop();
      await expect(fetch(`${server}/version`)).rejects.toThrow();
    }
  });
});
