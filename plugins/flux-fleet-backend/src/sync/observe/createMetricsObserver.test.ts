import { mockServices } from '@backstage/backend-test-utils';
import {
  STATUSES,
  type Status,
} from '@flux-fleet/backstage-plugin-flux-fleet-common';
import { RecordedMetrics } from './__testUtils__/RecordedMetrics';
import { createMetricsObserver } from './createMetricsObserver';

const RELEASES = {
  cluster: 'eu-1',
  group: 'helm.toolkit.fluxcd.io',
  kind: 'HelmRelease',
};

function counts(some: Partial<Record<Status, number>>) {
  const zeros = STATUSES.map(status => [status, 0]);
  return { ...Object.fromEntries(zeros), ...some } as Record<Status, number>;
}

function aMetricsObserver() {
  const metrics = new RecordedMetrics();
  const clock = { at: 0 };
  const statistics = { claimed: ['eu-1'], waitingRows: 0 };
  const countByStatus = jest.fn(
    async (clusters: string[]) =>
      new Map(clusters.map(name => [name, counts({ Ready: 5, Failed: 1 })])),
  );
  const logger = mockServices.logger.mock();
  const observer = createMetricsObserver({
    metrics,
    statistics: () => statistics,
    countByStatus,
    logger,
    now: () => clock.at,
  });
  return { metrics, clock, statistics, countByStatus, logger, observer };
}

describe('createMetricsObserver', () => {
  it('names instruments as OpenTelemetry recommends, with units', () => {
    const { metrics } = aMetricsObserver();
    const described = [...metrics.instruments].map(
      ([name, { type, options }]) => `${name} ${type} ${options.unit}`,
    );
    expect(described.sort()).toEqual([
      'flux_fleet.resource.count observableUpDownCounter {resource}',
      'flux_fleet.sync.claim.count observableUpDownCounter {cluster}',
      'flux_fleet.sync.errors counter {error}',
      'flux_fleet.sync.lag histogram s',
      'flux_fleet.sync.list.duration histogram s',
      'flux_fleet.sync.queue.size observableUpDownCounter {row}',
      'flux_fleet.sync.rows counter {row}',
      'flux_fleet.sync.watch.active observableUpDownCounter {watch}',
      'flux_fleet.sync.watch.duration histogram s',
    ]);
    for (const [name, { type, options }] of metrics.instruments) {
      expect(name).toMatch(/^flux_fleet(\.[a-z]+)+$/);
      expect(options.description).not.toBe('');
      const buckets = options.advice?.explicitBucketBoundaries ?? [];
      expect(buckets.length > 0).toBe(type === 'histogram');
      expect([...buckets].sort((a, b) => a - b)).toEqual(buckets);
    }
  });

  it('measures lists, watches and what went wrong, by cluster', async () => {
    const { metrics, observer } = aMetricsObserver();
    observer.listed(RELEASES, { seconds: 0.5, objects: 9, pages: 1 });
    observer.watchOpened(RELEASES);
    observer.watchClosed(RELEASES, { seconds: 290, events: 3 });
    observer.failed(RELEASES, { during: 'watch', reason: 'serverError' });
    observer.failed(
      { cluster: 'eu-2' },
      { during: 'probe', reason: 'unreachable' },
    );
    expect(await metrics.read('flux_fleet.sync.list.duration')).toEqual([
      { value: 0.5, attributes: { cluster: 'eu-1' } },
    ]);
    expect(await metrics.read('flux_fleet.sync.watch.duration')).toEqual([
      { value: 290, attributes: { cluster: 'eu-1' } },
    ]);
    expect(await metrics.read('flux_fleet.sync.errors')).toEqual([
      {
        value: 1,
        attributes: { cluster: 'eu-1', during: 'watch', reason: 'serverError' },
      },
      {
        value: 1,
        attributes: { cluster: 'eu-2', during: 'probe', reason: 'unreachable' },
      },
    ]);
  });

  it('measures rows by outcome, and how late those were that changed', async () => {
    const { metrics, observer } = aMetricsObserver();
    observer.wrote('eu-1', {
      written: 3,
      unchanged: 2,
      deleted: 0,
      lagSeconds: 0.2,
    });
    observer.wrote('eu-1', {
      written: 0,
      unchanged: 500,
      deleted: 0,
      lagSeconds: 7,
    });
    const attributes = (outcome: string) => ({ cluster: 'eu-1', outcome });
    expect(await metrics.read('flux_fleet.sync.rows')).toEqual([
      { value: 3, attributes: attributes('written') },
      { value: 2, attributes: attributes('unchanged') },
      { value: 500, attributes: attributes('unchanged') },
    ]);
    expect(await metrics.read('flux_fleet.sync.lag')).toEqual([
      { value: 0.2, attributes: { cluster: 'eu-1' } },
    ]);
  });

  it('answers what the replica holds and what waits, as it is when asked', async () => {
    const { metrics, statistics } = aMetricsObserver();
    statistics.claimed = ['eu-1', 'eu-2', 'eu-3'];
    statistics.waitingRows = 41;
    expect(await metrics.read('flux_fleet.sync.claim.count')).toEqual([
      { value: 3, attributes: {} },
    ]);
    expect(await metrics.read('flux_fleet.sync.queue.size')).toEqual([
      { value: 41, attributes: {} },
    ]);
  });

  it('counts open watches, and none of clusters that went elsewhere', async () => {
    const { metrics, observer } = aMetricsObserver();
    const REPOSITORIES = { ...RELEASES, kind: 'HelmRepository' };
    observer.watchOpened(RELEASES);
    observer.watchOpened(REPOSITORIES);
    observer.watchOpened({ ...RELEASES, cluster: 'eu-2' });
    observer.watchClosed(RELEASES, { seconds: 1, events: 0 });
    const read = () => metrics.read('flux_fleet.sync.watch.active');
    expect(await read()).toEqual([
      { value: 1, attributes: { cluster: 'eu-1' } },
      { value: 1, attributes: { cluster: 'eu-2' } },
    ]);
    observer.forgot(REPOSITORIES);
    observer.watchClosed(REPOSITORIES, { seconds: 1, events: 0 });
    observer.forgot({ cluster: 'eu-2' });
    observer.watchClosed(
      { ...RELEASES, cluster: 'eu-2' },
      { seconds: 1, events: 0 },
    );
    expect(await read()).toEqual([
      { value: 0, attributes: { cluster: 'eu-1' } },
    ]);
  });

  describe('resources by status', () => {
    const read = ({ metrics }: { metrics: RecordedMetrics }) =>
      metrics.read('flux_fleet.resource.count');

    it('are those of the clusters that the replica holds, without zeros', async () => {
      const it = aMetricsObserver();
      expect(await read(it)).toEqual([
        { value: 1, attributes: { cluster: 'eu-1', status: 'Failed' } },
        { value: 5, attributes: { cluster: 'eu-1', status: 'Ready' } },
      ]);
      expect(it.countByStatus).toHaveBeenCalledWith(['eu-1']);
    });

    it('are asked of the database once, however many ask', async () => {
      const it = aMetricsObserver();
      await Promise.all([read(it), read(it), read(it)]);
      it.clock.at = 14_999;
      await read(it);
      expect(it.countByStatus).toHaveBeenCalledTimes(1);
      it.clock.at = 15_000;
      await read(it);
      expect(it.countByStatus).toHaveBeenCalledTimes(2);
    });

    it('leave out at once what another replica took over', async () => {
      const it = aMetricsObserver();
      await read(it);
      it.statistics.claimed = [];
      expect(await read(it)).toEqual([]);
    });

    it('ask nothing when the replica holds nothing', async () => {
      const it = aMetricsObserver();
      it.statistics.claimed = [];
      expect(await read(it)).toEqual([]);
      expect(it.countByStatus).not.toHaveBeenCalled();
    });

    it('are missing while the database fails, and come back', async () => {
      const it = aMetricsObserver();
      it.countByStatus.mockRejectedValueOnce(new Error('connection lost'));
      expect(await read(it)).toEqual([]);
      expect(it.logger.warn).toHaveBeenCalledWith(
        expect.stringContaining('connection lost'),
      );
      expect(await read(it)).toHaveLength(2);
    });
  });

  it('answers nothing any more once stopped', async () => {
    const { metrics, observer } = aMetricsObserver();
    observer.stop();
    const observable = [...metrics.instruments].filter(([, { type }]) =>
      type.startsWith('observable'),
    );
    expect(observable).toHaveLength(4);
    for (const [name] of observable) {
      expect(await metrics.read(name)).toEqual([]);
    }
  });
});
