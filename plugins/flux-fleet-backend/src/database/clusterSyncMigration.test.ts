import { resolvePackagePath } from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import { readdirSync } from 'node:fs';
import { testDatabases } from './__testUtils__/testDatabases';

jest.setTimeout(60_000);

const databases = testDatabases();
const directory = resolvePackagePath(
  '@flux-fleet/backstage-plugin-flux-fleet-backend',
  'migrations',
);
const MIGRATION = '20261121155000_cluster_sync.js';

/** Takes the schema to what it was before the migration. */
async function before(knex: Knex): Promise<void> {
  await knex.migrate.rollback({ directory }, true);
  for (const name of readdirSync(directory).sort()) {
    if (name === MIGRATION) return;
    await knex.migrate.up({ directory });
  }
  throw new Error(`There is no migration ${MIGRATION}`);
}

async function addCluster(knex: Knex, name: string): Promise<void> {
  await knex('clusters').insert({
    name,
    uid: `uid-${name}`,
    title: name,
    environment: 'prod',
    labels: '{"tier":"gold"}',
    source: 'config',
    version: 3,
    registered_at: '2026-01-01T00:00:00.000Z',
  });
  await knex('cluster_health').insert({
    cluster: name,
    state: 'connected',
    message: '',
    since: '2026-01-01T00:00:00.000Z',
    unreadable_kinds: '[]',
  });
}

describe.each(databases.eachSupportedId())(
  'the migration to cluster_sync, %p',
  databaseId => {
    it('keeps what is there, both ways, and takes what is told of a cluster along with it', async () => {
      const knex = await databases.init(databaseId);
      await before(knex);
      expect(await knex.schema.hasTable('cluster_sync')).toBe(false);
      await addCluster(knex, 'alpha');
      await addCluster(knex, 'beta');
      const registered = await knex('clusters').orderBy('name');
      const health = await knex('cluster_health').orderBy('cluster');

      await knex.migrate.up({ directory });
      expect(await knex('clusters').orderBy('name')).toEqual(registered);
      expect(await knex('cluster_health').orderBy('cluster')).toEqual(health);
      for (const cluster of ['alpha', 'beta']) {
        await knex('cluster_sync').insert({
          cluster,
          replica: 'one',
          summary: '{}',
          statistics: '{}',
          updated_at: '2026-01-01T00:00:00.000Z',
        });
      }
      await knex('clusters').where({ name: 'alpha' }).delete();
      expect(await knex('cluster_sync').pluck('cluster')).toEqual(['beta']);

      await knex.migrate.down({ directory });
      expect(await knex.schema.hasTable('cluster_sync')).toBe(false);
      expect(await knex('clusters').pluck('name')).toEqual(['beta']);
      await knex.migrate.up({ directory });
      expect(await knex('cluster_sync')).toEqual([]);
    });

    it('refuses to tell of a cluster that is not registered', async () => {
      const knex = await databases.init(databaseId);
      await expect(
        knex('cluster_sync').insert({
          cluster: 'nowhere',
          replica: 'one',
          summary: '{}',
          statistics: '{}',
          updated_at: '2026-01-01T00:00:00.000Z',
        }),
      ).rejects.toThrow(/foreign key/i);
    });
  },
);
