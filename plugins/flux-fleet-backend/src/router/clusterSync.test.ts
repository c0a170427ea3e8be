import { startFleet, type RunningFleet } from '@flux-fleet/fleet-simulator';
import type { Knex } from 'knex';
import { testDatabases } from '../database/__testUtils__/testDatabases';
import { aSnapshot } from '../sync/observe/__testUtils__/aSnapshot';
import { ClusterStatisticsStore } from '../sync/observe/ClusterStatisticsStore';
import { allowAll, ApiHarness, denyAll } from './__testUtils__/ApiHarness';
import { seedFromFleet } from './__testUtils__/seedFromFleet';

jest.setTimeout(60_000);

const databases = testDatabases();
const NOW = '2026-03-01T12:00:00.000Z';

describe.each(databases.eachSupportedId())(
  'how the sync goes, over HTTP, %p',
  databaseId => {
    let fleet: RunningFleet;
    let api: ApiHarness;
    let knex: Knex;

    beforeAll(async () => {
      fleet = await startFleet({ intervals: 'off' });
      knex = await databases.init(databaseId);
      await seedFromFleet(knex, fleet);
      api = await ApiHarness.start({ knex, fleet });
      const claim = { cluster: 'prod-eu-1', replica: 'portal-7', fence: 3 };
      await knex('cluster_claims').insert(claim);
      await ClusterStatisticsStore.create({ knex }).write(
        [{ claim, statistics: aSnapshot({ errors: 4 }) }],
        NOW,
      );
    });

    afterEach(() => {
      api.policy = allowAll;
    });

    afterAll(async () => {
      await api.stop();
      await fleet.close();
    });

    it('is told of one cluster in full', async () => {
      const { body } = await api.get('/clusters/prod-eu-1');
      expect(body.sync).toEqual({
        ...aSnapshot({ errors: 4 }),
        replica: 'portal-7',
        reportedAt: NOW,
      });
      expect(body.health.state).toEqual(expect.any(String));
      expect(body.counts.Ready).toEqual(expect.any(Number));
    });

    it('is told of all clusters in few words, and of those that no replica told of not at all', async () => {
      const { body } = await api.get('/clusters');
      const syncs = new Map(
        body.items.map((one: { name: string; sync: unknown }) => [
          one.name,
          one.sync,
        ]),
      );
      expect(syncs.get('prod-eu-1')).toEqual({
        reportedAt: NOW,
        errors: 4,
        lagSeconds: { median: 0.12, maximum: 0.4 },
      });
      syncs.delete('prod-eu-1');
      expect(syncs.size).toBeGreaterThan(0);
      expect([...new Set(syncs.values())]).toEqual([null]);
      const other = body.items.find(
        (one: { name: string }) => one.name !== 'prod-eu-1',
      );
      const one = await api.get(`/clusters/${other.name}`);
      expect(one.body.sync).toBeNull();
    });

    it('is told to nobody who may not read clusters', async () => {
      api.policy = denyAll;
      expect((await api.get('/clusters/prod-eu-1')).status).toBe(403);
      expect((await api.get('/clusters')).status).toBe(403);
    });
  },
);
