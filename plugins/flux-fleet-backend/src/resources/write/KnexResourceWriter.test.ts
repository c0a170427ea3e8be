import type { Knex } from 'knex';
import { ClusterStore } from '../../clusters/ClusterStore';
import { testDatabases } from '../../database/__testUtils__/testDatabases';
import type { IndexRow } from '../types';
import { KnexResourceWriter } from './KnexResourceWriter';

jest.setTimeout(60_000);

const databases = testDatabases();

const row = (name: string, parts: Partial<IndexRow> = {}): IndexRow => ({
  cluster: 'alpha',
  group: 'kustomize.toolkit.fluxcd.io',
  kind: 'Kustomization',
  namespace: 'apps',
  name,
  version: 'v1',
  uid: 'u',
  status: 'Ready',
  reason: 'Succeeded',
  message: 'Applied ÄÖ',
  since: '2026-01-02T03:04:05Z',
  reconcilingSince: null,
  suspended: false,
  readiness: 'True',
  retrying: false,
  reconcilable: true,
  revision: 'main@sha1:abc',
  shortRevision: 'main@abc',
  source: { kind: 'GitRepository', namespace: 'apps', name: 'fleet' },
  labels: { b: '2', a: '1' },
  lastReconciledAt: null,
  ...parts,
});

describe.each(databases.eachSupportedId())(
  'KnexResourceWriter, %p',
  databaseId => {
    let knex: Knex;
    let writer: KnexResourceWriter;

    beforeEach(async () => {
      knex = await databases.init(databaseId);
      writer = KnexResourceWriter.create({ knex });
      await ClusterStore.create({ knex }).insert(
        { name: 'alpha', environment: 'dev' },
        'config',
      );
    });

    const names = () => knex('resources').orderBy('name').pluck('name');

    it('writes what changed and leaves alone what did not', async () => {
      const upserts = [row('a'), row('b'), row('b', { message: 'last' })];
      expect(await writer.write({ upserts, deletes: [] })).toEqual({
        written: 2,
        unchanged: 0,
        deleted: 0,
        changedClusters: ['alpha'],
      });
      const again = [row('a', { labels: { a: '1', b: '2' } }), row('b')];
      expect(await writer.write({ upserts: again, deletes: [] })).toMatchObject(
        { written: 1, unchanged: 1 },
      );
      expect(
        await writer.write({ upserts: again, deletes: [row('c')] }),
      ).toEqual({ written: 0, unchanged: 2, deleted: 0, changedClusters: [] });
      expect(await writer.write({ upserts: [], deletes: [row('a')] })).toEqual({
        written: 0,
        unchanged: 0,
        deleted: 1,
        changedClusters: ['alpha'],
      });
      expect(await names()).toEqual(['b']);
    });

    it('normalizes times and adds sort keys and search text', async () => {
      await writer.write({
        upserts: [
          row('a', { status: 'Failed', reconcilingSince: '2026-01-01T00:00Z' }),
        ],
        deletes: [],
      });
      expect(await knex('resources').first()).toMatchObject({
        urgency: 0,
        since: '2026-01-02T03:04:05.000Z',
        reconciling_since: '2026-01-01T00:00:00.000Z',
        last_reconciled_at: '',
        search: expect.stringContaining('applied äö'),
      });
    });

    it('takes large batches, and prunes what a list does not have', async () => {
      const upserts = Array.from({ length: 1234 }, (_, i) => row(`k-${i}`));
      expect((await writer.write({ upserts, deletes: [] })).written).toBe(1234);
      await writer.write({
        upserts: [row('other', { kind: 'Other' })],
        deletes: [],
      });
      const { cluster, group, kind } = upserts[0];
      const keep = upserts.slice(0, 3);
      expect(await writer.prune({ cluster, group, kind, keep })).toBe(1231);
      expect(await names()).toEqual(['k-0', 'k-1', 'k-2', 'other']);
      expect(await writer.kindsOf('alpha')).toHaveLength(2);
    });

    it('leaves out rows of clusters that are not registered', async () => {
      const upserts = [row('a'), row('b', { cluster: 'gone' })];
      const { changedClusters } = await writer.write({ upserts, deletes: [] });
      expect(changedClusters).toEqual(['alpha']);
      expect(await names()).toEqual(['a']);
    });

    it('shows long reconciles as progressing, once, until the cluster says more', async () => {
      const reconcilingSince = '2026-01-01T00:00:00.000Z';
      const upserts = [row('a', { reconcilingSince }), row('b')];
      await writer.write({ upserts, deletes: [] });
      expect(await writer.showProgress('2025-12-31T00:00:00.000Z')).toEqual([]);
      const after = '2026-01-01T00:02:00.000Z';
      expect(await writer.showProgress(after)).toEqual(['alpha']);
      expect(await writer.showProgress(after)).toEqual([]);
      const shown = await writer.shownStatuses([row('a'), row('b'), row('c')]);
      expect([...shown.values()].map(({ status }) => status).sort()).toEqual([
        'Progressing',
        'Ready',
      ]);
      expect((await writer.write({ upserts, deletes: [] })).written).toBe(1);
    });

    it('leaves the database as it was when part of a batch fails', async () => {
      await writer.write({ upserts: [row('a')], deletes: [] });
      const broken = row('b', { name: null as never });
      await expect(
        writer.write({ upserts: [broken], deletes: [row('a')] }),
      ).rejects.toThrow();
      expect(await names()).toEqual(['a']);
    });
  },
);
