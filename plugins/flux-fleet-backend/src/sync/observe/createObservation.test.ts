import { mockServices } from '@backstage/backend-test-utils';
import { STATUSES } from '@flux-fleet/backstage-plugin-flux-fleet-common';
import { testDatabases } from '../../database/__testUtils__/testDatabases';
import { claimedClusters } from './__testUtils__/claimedClusters';
import { RecordedMetrics } from './__testUtils__/RecordedMetrics';
import { ClusterStatisticsStore } from './ClusterStatisticsStore';
import { createObservation } from './createObservation';

jest.setTimeout(60_000);

const databases = testDatabases();
const CLAIM = { cluster: 'eu-1', replica: 'one', fence: 1 };

it.each(databases.eachSupportedId())(
  'what the sync tells becomes metrics and, when it stops, statistics in the database, %p',
  async databaseId => {
    const knex = await databases.init(databaseId);
    await claimedClusters(knex, [CLAIM]);
    const metrics = new RecordedMetrics();
    const zeros = Object.fromEntries(STATUSES.map(status => [status, 0]));
    const { observer, start, stop } = createObservation({
      knex,
      metrics,
      logger: mockServices.logger.mock(),
      countByStatus: async names =>
        new Map(names.map(name => [name, { ...zeros, Ready: 4 } as never])),
    });
    start(() => ({ claims: [CLAIM], waitingRows: 3 }));
    const of = { cluster: 'eu-1', group: 'g', kind: 'K' };
    observer.listed(of, { seconds: 0.5, objects: 4, pages: 1 });
    observer.watchOpened(of);
    observer.failed(of, { during: 'watch', reason: 'serverError' });
    observer.watchClosed(of, { seconds: 2, events: 1 });
    observer.wrote('eu-1', {
      written: 4,
      unchanged: 0,
      deleted: 0,
      lagSeconds: 0.1,
    });

    expect(await metrics.read('flux_fleet.resource.count')).toEqual([
      { value: 4, attributes: { cluster: 'eu-1', status: 'Ready' } },
    ]);
    expect(await metrics.read('flux_fleet.sync.queue.size')).toEqual([
      { value: 3, attributes: {} },
    ]);
    await stop();
    const store = ClusterStatisticsStore.create({ knex });
    expect(await store.get('eu-1')).toMatchObject({
      replica: 'one',
      errors: 1,
      rows: { written: 4, unchanged: 0, deleted: 0 },
      lagSeconds: { median: 0.1, maximum: 0.1 },
      kinds: [{ kind: 'K', state: 'failed', objects: 4, events: 1 }],
    });
  },
);
