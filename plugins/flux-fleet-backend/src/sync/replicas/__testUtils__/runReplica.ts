import type { LoggerService } from '@backstage/backend-plugin-api';
import { ConfigReader } from '@backstage/config';
import type { ClusterDefinition } from '@flux-fleet/backstage-plugin-flux-fleet-node';
import createKnex from 'knex';
import { readConfig } from '../../../config';
import { createSync } from '../../createSync';
import { observers } from '../../observe/SyncObserver';

/** What a replica process is told, as JSON in the variable `REPLICA`. */
export interface ReplicaOptions {
  /** The id of the replica; the database knows its sessions by it. */
  replica: string;
  connection: Record<string, unknown>;
  clusters: ClusterDefinition[];
  /** The configuration below `fluxFleet.sync`. */
  sync: Record<string, string>;
}

const logger = {
  error: console.error,
  warn: console.error,
  info: () => {},
  debug: () => {},
  child: () => logger,
} as LoggerService;

/** Runs the sync half of the backend as a process of its own, until SIGTERM. Prints `started` when it has. */
async function main(): Promise<void> {
  const { replica, connection, clusters, sync }: ReplicaOptions = JSON.parse(
    process.env.REPLICA!,
  );
  const knex = createKnex({
    client: 'pg',
    connection: { ...connection, application_name: replica },
    pool: { min: 0, max: 4 },
  });
  const fleet = createSync({
    config: readConfig(new ConfigReader({ fluxFleet: { sync } })),
    knex,
    sources: [{ id: 'test', start: ({ publish }) => publish(clusters) }],
    logger,
    publish: async () => {},
    observer: observers(),
    replica,
  });
  await fleet.engine.start();
  process.once('SIGTERM', async () => {
    await fleet.engine.stop();
    await knex.destroy();
  });
  console.log('started');
}

main().catch(error => {
  console.error(error);
  process.exitCode = 1;
});
