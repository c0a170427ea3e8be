import { testDatabases } from '../../database/__testUtils__/testDatabases';
import { aSnapshot } from './__testUtils__/aSnapshot';
import { claimedClusters } from './__testUtils__/claimedClusters';
import { ClusterStatisticsStore } from './ClusterStatisticsStore';

jest.setTimeout(60_000);

const databases = testDatabases();
const NOW = '2026-03-01T12:00:00.000Z';
const LATER = '2026-03-01T12:00:15.000Z';

const claim = (cluster: string, replica = 'one', fence = 1) => ({
  cluster,
  replica,
  fence,
});

describe.each(databases.eachSupportedId())(
  'ClusterStatisticsStore, %p',
  databaseId => {
    const start = async (...claims: Array<ReturnType<typeof claim>>) => {
      const knex = await databases.init(databaseId);
      await claimedClusters(knex, claims);
      return { knex, store: ClusterStatisticsStore.create({ knex }) };
    };

    it('reads what was written, whole and in few words', async () => {
      const { store } = await start(claim('alpha'), claim('beta'));
      const statistics = aSnapshot({ errors: 3 });
      expect(
        await store.write([{ claim: claim('alpha'), statistics }], NOW),
      ).toEqual(['alpha']);
      expect(await store.get('alpha')).toEqual({
        ...statistics,
        replica: 'one',
        reportedAt: NOW,
      });
      expect(await store.get('beta')).toBeUndefined();
      expect(await store.summaries(['alpha', 'beta', 'nowhere'])).toEqual(
        new Map([
          [
            'alpha',
            {
              reportedAt: NOW,
              errors: 3,
              lagSeconds: { median: 0.12, maximum: 0.4 },
            },
          ],
        ]),
      );
    });

    it('replaces what was told before', async () => {
      const { store, knex } = await start(claim('alpha'));
      const told = (errors: number) => [
        { claim: claim('alpha'), statistics: aSnapshot({ errors }) },
      ];
      await store.write(told(1), NOW);
      await store.write(told(0), LATER);
      expect(await store.get('alpha')).toMatchObject({
        errors: 0,
        reportedAt: LATER,
      });
      expect(await knex('cluster_sync')).toHaveLength(1);
    });

    it.each([
      ['another replica', claim('alpha', 'two', 1)],
      ['an older fence', claim('alpha', 'one', 4)],
      ['a cluster that nobody holds', claim('gone', 'one', 5)],
    ])('refuses what is told under the claim of %s', async (_, wrong) => {
      const { store } = await start(claim('alpha', 'one', 5), claim('beta'));
      const statistics = aSnapshot();
      expect(
        await store.write(
          [
            { claim: wrong, statistics },
            { claim: claim('beta'), statistics },
          ],
          NOW,
        ),
      ).toEqual(['beta']);
      expect(await store.get(wrong.cluster)).toBeUndefined();
    });

    it('lets the replica that took a cluster over tell of it, and the one before no more', async () => {
      const { store, knex } = await start(claim('alpha'));
      const statistics = aSnapshot();
      await store.write([{ claim: claim('alpha'), statistics }], NOW);
      await knex('cluster_claims').update({ replica: 'two', fence: 2 });
      await store.write(
        [{ claim: claim('alpha', 'two', 2), statistics }],
        LATER,
      );
      expect(
        await store.write([{ claim: claim('alpha'), statistics }], LATER),
      ).toEqual([]);
      expect(await store.get('alpha')).toMatchObject({ replica: 'two' });
    });

    it('writes and reads many clusters, in one statement for all', async () => {
      const claims = Array.from({ length: 600 }, (_, i) =>
        claim(`cluster-${String(i).padStart(3, '0')}`),
      );
      const { store, knex } = await start();
      await knex.transaction(async trx => {
        await claimedClusters(trx, claims);
      });
      const statements: string[] = [];
      knex.on('query', ({ sql }: { sql: string }) => statements.push(sql));
      const written = await store.write(
        claims.map(one => ({ claim: one, statistics: aSnapshot() })),
        NOW,
      );
      expect(written).toHaveLength(600);
      expect(statements).toHaveLength(1);
      const names = claims.map(({ cluster }) => cluster);
      expect((await store.summaries(names)).size).toBe(600);
    });

    it('writes nothing when there is nothing to tell', async () => {
      const { store, knex } = await start(claim('alpha'));
      const statements: string[] = [];
      knex.on('query', ({ sql }: { sql: string }) => statements.push(sql));
      expect(await store.write([], NOW)).toEqual([]);
      expect(statements).toEqual([]);
    });

    it('does not read what another version of the backend wrote in another shape', async () => {
      const { store, knex } = await start(claim('alpha'));
      await knex('cluster_sync').insert({
        cluster: 'alpha',
        replica: 'newer',
        summary: JSON.stringify({ format: 2, troubles: [] }),
        statistics: JSON.stringify({ format: 2, sorts: [] }),
        updated_at: NOW,
      });
      expect(await store.get('alpha')).toBeUndefined();
      expect(await store.summaries(['alpha'])).toEqual(new Map());
    });
  },
);
