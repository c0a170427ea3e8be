import {
  TestDatabases,
  type TestDatabaseId,
} from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { applyMigrations } from '../applyMigrations';

/** Databases of every engine that this machine has, migrated, for the tests of one file. */
export interface MigratedDatabases {
  eachSupportedId(): [TestDatabaseId][];
  /** A new, empty database with the schema. */
  init(id: TestDatabaseId): Promise<Knex>;
}

/**
 * Prepares databases; call it once at the top of a test file. PostgreSQL is left out where there is none, unless
 * `FLUX_FLEET_REQUIRE_POSTGRES` is set to 1: then it throws, so that a run never passes by testing half of it.
 */
export function testDatabases(): MigratedDatabases {
  const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });
  if (
    process.env.FLUX_FLEET_REQUIRE_POSTGRES === '1' &&
    !databases.supports('POSTGRES_18')
  ) {
    throw new Error(
      'PostgreSQL is required and not there; set BACKSTAGE_TEST_DATABASE_POSTGRES18_CONNECTION_STRING',
    );
  }
  return {
    eachSupportedId: () => databases.eachSupportedId(),
    async init(id) {
      const knex = await databases.init(id);
      await applyMigrations(knex);
      return knex;
    },
  };
}
