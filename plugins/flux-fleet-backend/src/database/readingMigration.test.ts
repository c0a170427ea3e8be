import { resolvePackagePath } from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import { KnexResourceReader } from '../resources/read/KnexResourceReader';
import {
  sampleClusters,
  sampleResources,
} from '../resources/read/__testUtils__/sampleIndex';
import { seedIndex } from '../resources/read/__testUtils__/seedIndex';
import { testDatabases } from './__testUtils__/testDatabases';

jest.setTimeout(60_000);

const databases = testDatabases();
const directory = resolvePackagePath(
  '@flux-fleet/backstage-plugin-flux-fleet-backend',
  'migrations',
);
const NAME = '20261121160000_reading.js';

/** The rows of the index but for the column that the migration shortens. */
async function rowsOf(knex: Knex) {
  const rows = await knex('resources').orderBy(['cluster', 'name']);
  return rows.map(({ short_revision, ...row }) => row);
}

describe.each(databases.eachSupportedId())(
  'migration to indexes that are read, %p',
  databaseId => {
    let knex: Knex;

    /** Takes the schema back to what it was before the migration. */
    beforeEach(async () => {
      knex = await databases.init(databaseId);
      for (;;) {
        const [, names] = await knex.migrate.down({ directory });
        if (names.some((name: string) => name.endsWith(NAME))) break;
      }
    });

    it('keeps the rows, which are read as before', async () => {
      await seedIndex(knex, {
        clusters: sampleClusters,
        resources: sampleResources,
      });
      const before = await rowsOf(knex);
      await knex.migrate.latest({ directory });
      expect(await rowsOf(knex)).toEqual(before);
      const { items, totalItems } = await KnexResourceReader.create({
        knex,
      }).list({
        filter: { q: 'podinfo' },
        scope: 'all',
        sort: '-name',
        limit: 1,
      });
      expect(items.map(({ cluster }) => cluster)).toEqual(['us-1']);
      expect(totalItems).toBe(2);
    });

    it('shortens revisions that no index could hold', async () => {
      const shortRevision = 'ä'.repeat(1024);
      await seedIndex(knex, {
        clusters: [{ name: 'eu-1' }],
        resources: [
          {
            cluster: 'eu-1',
            name: 'a',
            shortRevision,
            revision: shortRevision,
          },
          { cluster: 'eu-1', name: 'b', shortRevision: 'main@abc' },
        ],
      });
      await knex.migrate.latest({ directory });
      expect(
        await knex('resources').orderBy('name').pluck('short_revision'),
      ).toEqual(['ä'.repeat(128), 'main@abc']);
      expect(await knex('resources').orderBy('name').pluck('revision')).toEqual(
        [shortRevision, ''],
      );
    });

    it('goes back and forth', async () => {
      await seedIndex(knex, {
        clusters: sampleClusters,
        resources: sampleResources,
      });
      const before = await rowsOf(knex);
      await knex.migrate.latest({ directory });
      await knex.migrate.down({ directory });
      await knex.migrate.latest({ directory });
      expect(await rowsOf(knex)).toEqual(before);
    });
  },
);
