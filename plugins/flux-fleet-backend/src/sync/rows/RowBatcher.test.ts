import { mockServices } from '@backstage/backend-test-utils';
import { findFluxKind } from '@flux-fleet/backstage-plugin-flux-fleet-common';
import type { Knex } from 'knex';
import type { Claim } from '../../clusters/Claim';
import { claimClusters } from '../../database/__testUtils__/claimClusters';
import { testDatabases } from '../../database/__testUtils__/testDatabases';
import { KnexResourceWriter } from '../../resources/write/KnexResourceWriter';
import type { ObservedWrite } from '../observe/SyncObserver';
import { observers } from '../observe/SyncObserver';
import { RowBatcher, type ClusterRows } from './RowBatcher';
import type { RowChange } from './RowQueue';
import { kustomization } from '../__testUtils__/TestFleet';
import { toIndexRow } from '../toIndexRow';

jest.setTimeout(60_000);

const databases = testDatabases();
const kind = findFluxKind('kustomize.toolkit.fluxcd.io', 'Kustomization')!;

function upsert(name: string, revision = 'v1', cluster = 'alpha'): RowChange {
  const object = kustomization(name, {
    status: { lastAppliedRevision: revision },
  });
  const projected = toIndexRow(
    object as never,
    { kind, version: 'v1' },
    cluster,
  )!;
  return { type: 'upsert', projected };
}

function remove(name: string): RowChange {
  const { group, kind: kindName } = kind;
  return {
    type: 'delete',
    name: { cluster: 'alpha', group, kind: kindName, namespace: 'apps', name },
  };
}

describe.each(databases.eachSupportedId())('RowBatcher, %p', databaseId => {
  let knex: Knex;
  let writer: KnexResourceWriter;
  let batcher: RowBatcher;
  let alpha: ClusterRows;
  let claims: Claim[];
  const changed: string[][] = [];
  const refused: Claim[] = [];
  const wrote: Array<ObservedWrite & { cluster: string }> = [];

  beforeEach(async () => {
    changed.length = 0;
    refused.length = 0;
    wrote.length = 0;
    knex = await databases.init(databaseId);
    writer = KnexResourceWriter.create({ knex });
    batcher = RowBatcher.create({
      writer,
      logger: mockServices.logger.mock(),
      observer: {
        ...observers(),
        wrote: (cluster, rows) => wrote.push({ cluster, ...rows }),
      },
      onChanged: clusters => changed.push(clusters),
      onRefused: claim => refused.push(claim),
    });
    claims = await claimClusters(knex, ['alpha', 'beta']);
    claims.sort((a, b) => (a.cluster < b.cluster ? -1 : 1));
    alpha = batcher.open(claims[0]);
  });

  afterEach(() => batcher.stop());

  const rows = async () =>
    (await knex('resources').orderBy('name').select('name', 'revision')).map(
      row => `${row.name} ${row.revision}`,
    );
  const many = (count: number, name: string, cluster: string) =>
    Array.from({ length: count }, (_, i) =>
      upsert(`${name}-${i}`, 'v1', cluster),
    );

  it('writes together, and the last change of a row wins', async () => {
    const write = jest.spyOn(writer, 'write');
    await alpha.add([upsert('a'), upsert('b'), upsert('c')]);
    await alpha.add([upsert('a', 'v2'), remove('b'), remove('c')]);
    await alpha.add([upsert('c', 'v3')]);
    expect(batcher.waiting).toBe(3);
    await alpha.flush();
    expect(await rows()).toEqual(['a v2', 'c v3']);
    expect(write).toHaveBeenCalledTimes(1);
    expect(changed).toEqual([['alpha']]);
    expect(batcher.waiting).toBe(0);
  });

  it('takes more than it holds, a watch waiting for the database', async () => {
    const changes = many(5_000, 'k', 'alpha');
    let most = 0;
    for (let i = 0; i < changes.length; i += 250) {
      await alpha.add(changes.slice(i, i + 250));
      most = Math.max(most, batcher.waiting);
    }
    await alpha.flush();
    expect(await rows()).toHaveLength(5_000);
    expect(most).toBeLessThan(1_250);
  });

  it('gives every cluster its part of a batch, however much another has waiting', async () => {
    const beta = batcher.open(claims[1]);
    const batches: Map<string, number>[] = [];
    const write = writer.write.bind(writer);
    jest.spyOn(writer, 'write').mockImplementation(async batch => {
      const parts = new Map<string, number>();
      for (const { cluster } of batch.upserts) {
        parts.set(cluster, (parts.get(cluster) ?? 0) + 1);
      }
      batches.push(parts);
      return write(batch);
    });
    void alpha.add(many(3_000, 'busy', 'alpha'));
    await beta.add(many(3, 'quiet', 'beta'));
    await beta.flush();
    expect(batches[0].get('alpha')).toBe(1_000);
    expect(batches[1].get('beta')).toBe(3);
    expect(batches[1].get('alpha')).toBe(997);
  });

  it('tries again when the database fails, and loses nothing', async () => {
    jest.spyOn(writer, 'write').mockRejectedValueOnce(new Error('down'));
    await alpha.add([upsert('a'), upsert('b')]);
    await alpha.flush();
    expect(await rows()).toEqual(['a v1', 'b v1']);
  });

  it('waits with prunes for a database that is down', async () => {
    await alpha.add([upsert('a')]);
    await alpha.flush();
    const down = Object.assign(new Error('down'), { code: 'ECONNREFUSED' });
    jest
      .spyOn(writer, 'prune')
      .mockRejectedValueOnce(down)
      .mockRejectedValueOnce(down);
    const { group, kind: name } = kind;
    expect(await alpha.prune({ group, kind: name }, [])).toBe(1);
    jest.spyOn(writer, 'prune').mockRejectedValueOnce(new Error('a bug'));
    await expect(alpha.prune({ group, kind: name }, [])).rejects.toThrow(
      'a bug',
    );
  });

  it('writes the others when the database refuses one row for good', async () => {
    const bad = upsert('bad');
    if (bad.type === 'upsert') {
      bad.projected.row.kind = null as never;
    }
    await alpha.add([upsert('a'), bad, upsert('b')]);
    await alpha.flush();
    expect(await rows()).toEqual(['a v1', 'b v1']);
  });

  it('tells whose claim is lost, and goes on with the others', async () => {
    const beta = batcher.open(claims[1]);
    await knex('cluster_claims')
      .where({ cluster: 'alpha' })
      .update({ replica: 'other', fence: 2 });
    await alpha.add([upsert('a')]);
    await beta.add([upsert('b', 'v1', 'beta')]);
    await Promise.all([alpha.flush(), beta.flush()]);
    expect(refused).toEqual([claims[0]]);
    expect(changed).toEqual([['beta']]);
    expect(await rows()).toEqual(['b v1']);
  });

  it('says what it wrote, and how long that had waited', async () => {
    await alpha.add([upsert('a'), upsert('b')]);
    await alpha.flush();
    await alpha.add([upsert('a', 'v2'), upsert('b')]);
    await alpha.flush();
    expect(wrote).toEqual([
      expect.objectContaining({ cluster: 'alpha', written: 2, unchanged: 0 }),
      expect.objectContaining({ cluster: 'alpha', written: 1, unchanged: 1 }),
    ]);
    expect(wrote.every(({ lagSeconds }) => lagSeconds > 0)).toBe(true);
  });

  it('gives up what waits for a cluster that is closed', async () => {
    await alpha.add([upsert('a')]);
    alpha.close();
    await alpha.flush();
    await alpha.add([upsert('b')]);
    expect(batcher.waiting).toBe(0);
    expect(await rows()).toEqual([]);
  });

  it('ends with what waits written, and takes nothing more', async () => {
    await alpha.add([upsert('a')]);
    await batcher.stop();
    await alpha.add([upsert('b')]);
    await alpha.flush();
    expect(await rows()).toEqual(['a v1']);
  });
});
