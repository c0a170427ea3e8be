import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import createKnex from 'knex';
import { prepareSqlite } from './prepareSqlite';

describe('prepareSqlite', () => {
  it('lets a reader read while another connection writes', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'flux-fleet-'));
    const open = () =>
      createKnex({
        client: 'better-sqlite3',
        connection: { filename: join(directory, 'index.sqlite') },
        useNullAsDefault: true,
      });
    const writer = open();
    const reader = open();
    try {
      await prepareSqlite(writer);
      await writer.schema.createTable('things', t => t.integer('id'));
      await writer.transaction(async trx => {
        await trx('things').insert({ id: 1 });
        expect(await reader('things').select()).toEqual([]);
      });
      expect(await reader('things').select()).toEqual([{ id: 1 }]);
    } finally {
      await writer.destroy();
      await reader.destroy();
      await rm(directory, { recursive: true });
    }
  });
});
