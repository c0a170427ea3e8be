import { ConfigReader } from '@backstage/config';
import { readConfig } from './config';

const read = (fluxFleet: unknown) =>
  readConfig(new ConfigReader({ fluxFleet } as never));

describe('readConfig', () => {
  it('has defaults for everything', () => {
    expect(readConfig(new ConfigReader({}))).toEqual({
      clusters: [],
      sync: {
        rediscoverIntervalMs: 180_000,
        probeIntervalMs: 15_000,
        watchTimeoutMs: 300_000,
        requestTimeoutMs: 30_000,
        concurrency: 16,
        leaseMs: 15_000,
      },
      allowedServers: [],
      deniedServers: [],
    });
  });

  it('reads clusters and durations', () => {
    const { clusters, sync } = read({
      clusters: [
        {
          name: 'a',
          server: 'https://a',
          labels: { region: 'eu', 'example.com/tier': '1' },
        },
      ],
      sync: { probeInterval: { minutes: 1 }, requestTimeout: '5s' },
    });
    expect(clusters).toEqual([
      expect.objectContaining({
        name: 'a',
        environment: 'default',
        labels: { region: 'eu', 'example.com/tier': '1' },
        skipTlsVerify: false,
      }),
    ]);
    expect(sync).toMatchObject({
      probeIntervalMs: 60_000,
      requestTimeoutMs: 5_000,
    });
  });

  it.each([
    [{ clusters: [{}] }, 'fluxFleet.clusters[0].name'],
    [{ clusters: [{ name: 'a' }, { name: 'a' }] }, 'two clusters'],
    [
      { clusters: [{ name: 'a', server: 'https://a', kubeconfig: 'x' }] },
      'keep one of them',
    ],
    [{ sync: { concurrency: 0 } }, 'fluxFleet.sync.concurrency'],
    [
      { sync: { probeInterval: { seconds: 0 } } },
      'fluxFleet.sync.probeInterval',
    ],
    [{ sync: { watchTimeout: 'soon' } }, 'watchTimeout'],
  ])('refuses %j and names the key', (config, message) => {
    expect(() => read(config)).toThrow(message);
  });
});
