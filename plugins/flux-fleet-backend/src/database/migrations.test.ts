import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { testDatabases } from './__testUtils__/testDatabases';

jest.setTimeout(60_000);

const databases = testDatabases();
const directory = resolvePackagePath(
  '@flux-fleet/backstage-plugin-flux-fleet-backend',
  'migrations',
);

describe.each(databases.eachSupportedId())('migrations, %p', databaseId => {
  it('go up, down, and up again, and take what belongs together along', async () => {
    const knex = await databases.init(databaseId);
    await knex.migrate.rollback({ directory }, true);
    expect(await knex.schema.hasTable('clusters')).toBe(false);
    await knex.migrate.latest({ directory });

    await knex('clusters').insert({
      name: 'alpha',
      uid: 'u',
      title: 'Alpha',
      environment: 'dev',
      labels: '{}',
      source: 'config',
      version: 1,
      registered_at: '2026-01-01T00:00:00.000Z',
    });
    await knex('cluster_health').insert({
      cluster: 'alpha',
      state: 'connecting',
      message: '',
      since: '2026-01-01T00:00:00.000Z',
      unreadable_kinds: '[]',
    });
    await knex('clusters').delete();
    expect(await knex('cluster_health').select('*')).toEqual([]);
  });
});
