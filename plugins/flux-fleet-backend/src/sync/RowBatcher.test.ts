import { mockServices } from '@backstage/backend-test-utils';
import { findFluxKind } from '@flux-fleet/backstage-plugin-flux-fleet-common';
import type { Knex } from 'knex';
import { ClusterStore } from '../clusters/ClusterStore';
import { testDatabases } from '../database/__testUtils__/testDatabases';
import { KnexResourceWriter } from '../resources/write/KnexResourceWriter';
import { RowBatcher, type RowChange } from './RowBatcher';
import { kustomization } from './__testUtils__/TestFleet';
import { toIndexRow } from './toIndexRow';

jest.setTimeout(60_000);

const databases = testDatabases();
const kind = findFluxKind('kustomize.toolkit.fluxcd.io', 'Kustomization')!;

function upsert(name: string, revision = 'v1'): RowChange {
  const object = kustomization(name, {
    status: { lastAppliedRevision: revision },
  });
  const projected = toIndexRow(
    object as never,
    { kind, version: 'v1' },
    'alpha',
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
  const changed: string[][] = [];

  beforeEach(async () => {
    changed.length = 0;
    knex = await databases.init(databaseId);
    writer = KnexResourceWriter.create({ knex });
    batcher = RowBatcher.create({
      writer,
      logger: mockServices.logger.mock(),
      onChanged: clusters => changed.push(clusters),
    });
    await ClusterStore.create({ knex }).insert(
      { name: 'alpha', environment: 'dev' },
      'config',
    );
  });

  afterEach(() => batcher.stop());

  const rows = async () =>
    (await knex('resources').orderBy('name').select('name', 'revision')).map(
      row => `${row.name} ${row.revision}`,
    );

  it('writes together, and the last change of a row wins', async () => {
    const write = jest.spyOn(writer, 'write');
    await batcher.add([upsert('a'), upsert('b'), upsert('c')]);
    await batcher.add([upsert('a', 'v2'), remove('b'), remove('c')]);
    await batcher.add([upsert('c', 'v3')]);
    await batcher.flush();
    expect(await rows()).toEqual(['a v2', 'c v3']);
    expect(write).toHaveBeenCalledTimes(1);
    expect(changed).toEqual([['alpha']]);
  });

  it('takes more than it holds, a watch waiting for the database', async () => {
    const names = Array.from({ length: 5_000 }, (_, i) => `k-${i}`);
    for (let i = 0; i < names.length; i += 250) {
      await batcher.add(names.slice(i, i + 250).map(name => upsert(name)));
    }
    await batcher.flush();
    expect(await rows()).toHaveLength(5_000);
  });

  it('tries again when the database fails, and loses nothing', async () => {
    jest.spyOn(writer, 'write').mockRejectedValueOnce(new Error('down'));
    await batcher.add([upsert('a'), upsert('b')]);
    await batcher.flush();
    expect(await rows()).toEqual(['a v1', 'b v1']);
  });

  it('writes the others when the database refuses one row for good', async () => {
    const bad = upsert('bad');
    if (bad.type === 'upsert') {
      bad.projected.row.kind = null as never;
    }
    await batcher.add([upsert('a'), bad, upsert('b')]);
    await batcher.flush();
    expect(await rows()).toEqual(['a v1', 'b v1']);
  });

  it('ends with what waits written, and takes nothing more', async () => {
    await batcher.add([upsert('a')]);
    await batcher.stop();
    await batcher.add([upsert('b')]);
    await batcher.flush();
    expect(await rows()).toEqual(['a v1']);
  });
});
