import { DatabaseManager } from '@backstage/backend-defaults/database';
import { ConfigReader } from '@backstage/config';
import type { JsonObject } from '@backstage/types';
import type { Knex } from 'knex';
import { prepareSqlite } from '../../src/database/prepareSqlite';
import { benchLogger } from './benchLogger';

/** Opens the database of the plugin as Backstage opens it, with the pool and the settings that it has there. */
export async function openDatabase(database: JsonObject): Promise<Knex> {
  const config = new ConfigReader({ backend: { database } });
  const knex = await DatabaseManager.fromConfig(config)
    .forPlugin('flux-fleet', {
      logger: benchLogger,
      lifecycle: { addStartupHook: () => {}, addShutdownHook: () => {} },
    })
    .getClient();
  await prepareSqlite(knex);
  return knex;
}
