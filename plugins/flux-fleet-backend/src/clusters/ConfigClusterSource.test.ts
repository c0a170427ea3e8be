import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mockServices } from '@backstage/backend-test-utils';
import type { ClusterDefinition } from '@flux-fleet/backstage-plugin-flux-fleet-node';
import { FleetSimulator } from '@flux-fleet/fleet-simulator';
import type { ConfiguredCluster } from '../config';
import { HttpKubernetesClient } from '../kubernetes/HttpKubernetesClient';
import { ServerPolicy } from '../kubernetes/ServerPolicy';
import { ConfigClusterSource } from './ConfigClusterSource';

const PEM = '-----BEGIN CERTIFICATE-----\nx\n-----END CERTIFICATE-----\n';

const configured = (
  parts: Partial<ConfiguredCluster> & { name: string },
): ConfiguredCluster => ({
  environment: 'dev',
  labels: {},
  skipTlsVerify: false,
  ...parts,
});

async function publishedBy(
  clusters: ConfiguredCluster[],
): Promise<ClusterDefinition[]> {
  let published: ClusterDefinition[] = [];
  const logger = mockServices.logger.mock();
  const stop = new AbortController();
  await ConfigClusterSource.create({ clusters, logger }).start({
    publish: async list => {
      published = list;
    },
    signal: stop.signal,
  });
  stop.abort();
  return published;
}

describe('ConfigClusterSource', () => {
  it('connects through a kubeconfig, inline or a file, as kubectl would', async () => {
    const simulator = await FleetSimulator.start();
    const folder = await mkdtemp(join(tmpdir(), 'kubeconfig-'));
    try {
      simulator.addCluster({ name: 'alpha', definitions: [] });
      simulator.addCluster({ name: 'beta', definitions: [] });
      const kubeconfig = simulator.kubeconfig();
      const kubeconfigFile = join(folder, 'config');
      await writeFile(kubeconfigFile, kubeconfig);
      const published = await publishedBy([
        configured({ name: 'inline', kubeconfig }),
        configured({ name: 'file', kubeconfigFile, context: 'beta' }),
      ]);
      for (const { connection } of published) {
        const client = HttpKubernetesClient.create({
          connection: connection!,
          policy: ServerPolicy.create({ allowed: [], denied: [] }),
          requestTimeoutMs: 5_000,
        });
        await expect(client.getJson('/version')).resolves.toMatchObject({
          gitVersion: expect.stringMatching(/^v1/),
        });
        await client.close();
      }
      expect(published[1].connection?.server).toContain('/clusters/beta');
    } finally {
      await rm(folder, { recursive: true });
      await simulator.close();
    }
  });

  it('connects by server, certificate authority and token', async () => {
    const server = 'https://api.example.com';
    const [pem, base64, none] = await publishedBy([
      configured({ name: 'a', server, certificateAuthority: PEM, token: 't' }),
      configured({
        name: 'b',
        server,
        certificateAuthority: Buffer.from(PEM).toString('base64'),
      }),
      configured({ name: 'c' }),
    ]);
    expect(pem.connection).toMatchObject({
      server,
      certificateAuthority: PEM,
      token: 't',
    });
    expect(base64.connection?.certificateAuthority).toBe(PEM);
    expect(none).not.toHaveProperty('connectionProblem');
    expect(none.connection).toBeUndefined();
  });

  it('publishes the others when one cannot be read, and says why', async () => {
    const published = await publishedBy([
      configured({ name: 'a', kubeconfigFile: '/does/not/exist' }),
      configured({ name: 'b', server: 'https://b', certificateAuthority: 'x' }),
      configured({ name: 'c', server: 'https://c' }),
    ]);
    expect(published).toEqual([
      expect.objectContaining({
        connectionProblem: expect.stringContaining('/does/not/exist'),
      }),
      expect.objectContaining({
        connectionProblem: expect.stringContaining('neither PEM nor base64'),
      }),
      expect.objectContaining({ connection: { server: 'https://c' } }),
    ]);
  });

  it.each([['http://10.0.0.1'], ['https://user:password@api.example.com']])(
    'registers a cluster at %s without connecting to it, and says why',
    async server => {
      const [cluster] = await publishedBy([configured({ name: 'a', server })]);
      expect(cluster.connection).toBeUndefined();
      expect(cluster.connectionProblem).toContain('its server');
      expect(cluster.connectionProblem).not.toContain('password@');
    },
  );

  it('takes over a changed kubeconfig file, and keeps what was while it cannot be read', async () => {
    const simulator = await FleetSimulator.start();
    const folder = await mkdtemp(join(tmpdir(), 'kubeconfig-'));
    const stop = new AbortController();
    try {
      simulator.addCluster({ name: 'alpha', definitions: [] });
      simulator.addCluster({ name: 'beta', definitions: [] });
      const kubeconfigFile = join(folder, 'config');
      const write = (cluster: string) =>
        writeFile(kubeconfigFile, simulator.cluster(cluster).kubeconfig());
      await write('alpha');
      const servers: Array<string | undefined> = [];
      let changed = () => {};
      await ConfigClusterSource.create({
        clusters: [configured({ name: 'a', kubeconfigFile })],
        logger: mockServices.logger.mock(),
        rereadEveryMs: 5,
      }).start({
        publish: async ([{ connection }]) => {
          servers.push(connection?.server);
          changed();
        },
        signal: stop.signal,
      });
      const change = new Promise<void>(resolve => {
        changed = resolve;
      });
      await rm(kubeconfigFile);
      await write('beta');
      await change;
      expect(servers).toEqual([
        expect.stringContaining('/clusters/alpha'),
        expect.stringContaining('/clusters/beta'),
      ]);
    } finally {
      stop.abort();
      await rm(folder, { recursive: true });
      await simulator.close();
    }
  });
});
