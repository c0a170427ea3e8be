import { resolvePackagePath } from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';

/** Brings the schema of the plugin up to date. */
export async function applyMigrations(knex: Knex): Promise<void> {
  await knex.migrate.latest({
    directory: resolvePackagePath(
      '@flux-fleet/backstage-plugin-flux-fleet-backend',
      'migrations',
    ),
  });
}
