import { mockServices } from '@backstage/backend-test-utils';
import type { Claim } from '../../clusters/Claim';
import { ClusterStatistics } from './ClusterStatistics';
import { ClusterStatisticsFlusher } from './ClusterStatisticsFlusher';
import type { ClusterStatisticsStore } from './ClusterStatisticsStore';

type Store = Pick<ClusterStatisticsStore, 'write'>;

const RELEASES = { group: 'helm.toolkit.fluxcd.io', kind: 'HelmRelease' };

function aFlusher() {
  const clock = { at: Date.parse('2026-03-01T12:00:00Z') };
  const now = () => clock.at;
  const statistics = ClusterStatistics.create({ now });
  const writes: string[][] = [];
  const claims = new Map<string, Claim>();
  const store: Store = {
    async write(told) {
      const names = told.map(({ claim }) => claim.cluster);
      if (names.length > 0) writes.push(names);
      return names;
    },
  };
  const logger = mockServices.logger.mock();
  const flusher = ClusterStatisticsFlusher.create({
    statistics,
    store,
    claims: () => [...claims.values()],
    logger,
    now,
  });
  return {
    statistics,
    flusher,
    store,
    logger,
    writes,
    hold: (...clusters: string[]) =>
      clusters.forEach(cluster =>
        claims.set(cluster, { cluster, replica: 'one', fence: 1 }),
      ),
    lose: (cluster: string) => claims.delete(cluster),
    listed: (cluster: string) =>
      statistics.listed({ cluster, ...RELEASES }, { seconds: 1, objects: 1 }),
    /** Lets time pass, then flushes. */
    async flushAfter(seconds: number) {
      clock.at += seconds * 1000;
      await flusher.flush();
    },
  };
}

describe('ClusterStatisticsFlusher', () => {
  it('writes all that changed together, and the rest once a minute', async () => {
    const { hold, listed, flushAfter, writes } = aFlusher();
    hold('alpha', 'beta');
    listed('alpha');
    listed('beta');
    await flushAfter(15);
    listed('beta');
    await flushAfter(15);
    await flushAfter(15);
    await flushAfter(15);
    await flushAfter(15);
    await flushAfter(15);
    expect(writes).toEqual([['alpha', 'beta'], ['beta'], ['alpha'], ['beta']]);
  });

  it('writes a new cluster at once, and one that changes all the time every 15 seconds', async () => {
    const { hold, listed, flushAfter, writes } = aFlusher();
    hold('alpha', 'beta');
    listed('alpha');
    await flushAfter(5);
    listed('alpha');
    listed('beta');
    await flushAfter(5);
    listed('alpha');
    await flushAfter(5);
    expect(writes).toEqual([['alpha'], ['beta']]);
    await flushAfter(5);
    expect(writes).toEqual([['alpha'], ['beta'], ['alpha']]);
  });

  it('writes only for clusters that the replica holds', async () => {
    const { hold, lose, listed, flushAfter, writes } = aFlusher();
    hold('alpha', 'beta');
    lose('beta');
    listed('alpha');
    listed('beta');
    await flushAfter(15);
    expect(writes).toEqual([['alpha']]);
  });

  it('forgets clusters that are another replica’s for long, whatever was still heard of them', async () => {
    const { statistics, listed, flushAfter } = aFlusher();
    listed('alpha');
    await flushAfter(15);
    expect(statistics.clusters()).toHaveLength(1);
    await flushAfter(300);
    expect(statistics.clusters()).toEqual([]);
  });

  it('tells soon again of a cluster that left and came back', async () => {
    const { statistics, hold, listed, flushAfter, writes } = aFlusher();
    hold('alpha');
    listed('alpha');
    await flushAfter(15);
    statistics.forgot({ cluster: 'alpha' });
    listed('alpha');
    await flushAfter(15);
    expect(writes).toEqual([['alpha'], ['alpha']]);
  });

  it('tries again what the database refused, or did not take', async () => {
    const { store, hold, listed, flushAfter, writes, logger } = aFlusher();
    const { write } = store;
    hold('alpha');
    listed('alpha');
    store.write = async () => {
      throw new Error('connection lost');
    };
    await flushAfter(15);
    expect(logger.warn).toHaveBeenCalledWith(
      expect.stringContaining('connection lost'),
    );
    store.write = async () => [];
    await flushAfter(15);
    store.write = write;
    await flushAfter(15);
    expect(writes).toEqual([['alpha']]);
  });

  it('writes by itself while it runs, and what is left when it stops', async () => {
    jest.useFakeTimers();
    try {
      const { flusher, hold, listed, writes } = aFlusher();
      hold('alpha', 'beta');
      flusher.start();
      listed('alpha');
      await jest.advanceTimersByTimeAsync(5_000);
      expect(writes).toEqual([['alpha']]);
      listed('alpha');
      listed('beta');
      await flusher.stop();
      expect(writes).toEqual([['alpha'], ['alpha', 'beta']]);
      listed('alpha');
      await jest.advanceTimersByTimeAsync(120_000);
      expect(writes).toHaveLength(2);
    } finally {
      jest.useRealTimers();
    }
  });
});
