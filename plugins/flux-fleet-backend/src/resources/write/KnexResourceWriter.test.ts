import type { Knex } from 'knex';
import type { Claim } from '../../clusters/Claim';
import { claimClusters } from '../../database/__testUtils__/claimClusters';
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
    let alpha: Claim;

    beforeEach(async () => {
      knex = await databases.init(databaseId);
      writer = KnexResourceWriter.create({ knex });
      [alpha] = await claimClusters(knex, ['alpha']);
    });

    const write = (
      upserts: IndexRow[],
      deletes: IndexRow[] = [],
      claims = [alpha],
    ) => writer.write({ claims, upserts, deletes });
    const counted = async (...args: Parameters<typeof write>) =>
      (await write(...args)).counts.get('alpha');

    const names = () => knex('resources').orderBy('name').pluck('name');

    it('writes what changed and leaves alone what did not', async () => {
      expect(
        await write([row('a'), row('b'), row('b', { message: 'last' })]),
      ).toEqual({
        counts: new Map([['alpha', { written: 2, unchanged: 0, deleted: 0 }]]),
        refused: [],
      });
      const again = [row('a', { labels: { a: '1', b: '2' } }), row('b')];
      expect(await counted(again)).toMatchObject({ written: 1, unchanged: 1 });
      expect(await counted(again, [row('c')])).toEqual({
        written: 0,
        unchanged: 2,
        deleted: 0,
      });
      expect(await counted([], [row('a')])).toEqual({
        written: 0,
        unchanged: 0,
        deleted: 1,
      });
      expect(await names()).toEqual(['b']);
    });

    it('normalizes times and adds sort keys and search text', async () => {
      await write([
        row('a', { status: 'Failed', reconcilingSince: '2026-01-01T00:00Z' }),
      ]);
      const { labels, ...rest } = await knex('resources').first();
      expect(rest).toMatchObject({
        urgency: 0,
        since: '2026-01-02T03:04:05.000Z',
        reconciling_since: '2026-01-01T00:00:00.000Z',
        last_reconciled_at: '',
        search: expect.stringContaining('applied äö'),
      });
      expect(typeof labels === 'string' ? JSON.parse(labels) : labels).toEqual({
        a: '1',
        b: '2',
      });
      expect([Boolean(rest.suspended), Boolean(rest.reconcilable)]).toEqual([
        false,
        true,
      ]);
    });

    it('takes texts that mean something to SQL, JSON or the driver', async () => {
      const odd = `?? ? $1 ' " \\ \\\\ {} \u2028 %s :name 😀`;
      await write([row(odd, { message: odd, labels: { [odd]: odd } })]);
      const [kept] = await knex('resources').select('name', 'message');
      expect(kept).toEqual({ name: odd, message: odd });
      expect(await counted([], [row(odd)])).toMatchObject({ deleted: 1 });
    });

    it('takes large batches, and prunes what a list does not have', async () => {
      const upserts = Array.from({ length: 1234 }, (_, i) => row(`k-${i}`));
      expect(await counted(upserts)).toMatchObject({ written: 1234 });
      await write([row('other', { kind: 'Other' })]);
      const { group, kind } = upserts[0];
      const keep = upserts.slice(0, 3);
      expect(await writer.prune(alpha, { group, kind, keep })).toBe(1231);
      expect(await names()).toEqual(['k-0', 'k-1', 'k-2', 'other']);
      expect(await writer.kindsOf('alpha')).toHaveLength(2);
      expect(await writer.prune(alpha, { group, kind, keep: [] })).toBe(3);
    });

    it('lets each row be settled with what it showed before', async () => {
      await write([row('a', { uid: 'one' })]);
      const seen: unknown[] = [];
      await writer.write({
        claims: [alpha],
        upserts: [row('a', { uid: 'two' }), row('b')],
        deletes: [],
        settle: (one, previous) => {
          seen.push(previous);
          return { ...one, message: `${one.name} settled` };
        },
      });
      expect(seen).toEqual([
        {
          uid: 'one',
          status: 'Ready',
          reason: 'Succeeded',
          message: 'Applied ÄÖ',
          since: '2026-01-02T03:04:05.000Z',
          reconcilingSince: null,
        },
        undefined,
      ]);
      expect(await knex('resources').orderBy('name').pluck('message')).toEqual([
        'a settled',
        'b settled',
      ]);
    });

    it('writes nothing under a claim that was lost, and the rest of the batch all the same', async () => {
      const [beta] = await claimClusters(knex, ['beta']);
      await write([row('a')]);
      await knex('cluster_claims')
        .where({ cluster: 'alpha' })
        .update({ replica: 'other', fence: 2 });
      const { group, kind } = row('a');
      const result = await write(
        [
          row('a', { message: 'late' }),
          row('b'),
          row('b', { cluster: 'beta' }),
        ],
        [row('c', { cluster: 'beta' })],
        [alpha, beta],
      );
      expect(result).toEqual({
        counts: new Map([['beta', { written: 1, unchanged: 0, deleted: 0 }]]),
        refused: [alpha],
      });
      expect(await counted([], [row('a')])).toBeUndefined();
      expect(await writer.prune(alpha, { group, kind, keep: [] })).toBe(0);
      const kept = await knex('resources')
        .orderBy('cluster')
        .select('cluster', 'name', 'message');
      expect(kept).toEqual([
        { cluster: 'alpha', name: 'a', message: 'Applied ÄÖ' },
        { cluster: 'beta', name: 'b', message: 'Applied ÄÖ' },
      ]);
    });

    it('writes nothing under an older claim of the same replica', async () => {
      await knex('cluster_claims').update({ fence: 2 });
      expect((await write([row('a')])).refused).toEqual([alpha]);
      expect(await names()).toEqual([]);
    });

    it('leaves out rows of clusters that are not registered any more', async () => {
      await knex('clusters').delete();
      expect((await write([row('a')])).refused).toEqual([alpha]);
      expect(await names()).toEqual([]);
    });

    it('shows long reconciles as progressing, once, until the cluster says more', async () => {
      const reconcilingSince = '2026-01-01T00:00:00.000Z';
      const upserts = [row('a', { reconcilingSince }), row('b')];
      await write(upserts);
      const show = (before: string, replica = alpha.replica) =>
        writer.showProgress(replica, before);
      const after = '2026-01-01T00:02:00.000Z';
      expect(await show('2025-12-31T00:00:00.000Z')).toEqual([]);
      expect(await show(after, 'another')).toEqual([]);
      expect(await show(after)).toEqual(['alpha']);
      expect(await show(after)).toEqual([]);
      expect(await knex('resources').orderBy('name').pluck('status')).toEqual([
        'Progressing',
        'Ready',
      ]);
      expect(await counted(upserts)).toMatchObject({ written: 1 });
    });

    it('leaves the database as it was when part of a batch fails', async () => {
      await write([row('a')]);
      const broken = row('b', { name: null as never });
      await expect(write([broken], [row('a')])).rejects.toThrow();
      expect(await names()).toEqual(['a']);
    });
  },
);
