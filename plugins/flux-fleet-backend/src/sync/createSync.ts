import type { LoggerService } from '@backstage/backend-plugin-api';
import type { FluxFleetSignal } from '@flux-fleet/backstage-plugin-flux-fleet-common';
import type { ClusterSource } from '@flux-fleet/backstage-plugin-flux-fleet-node';
import type { Knex } from 'knex';
import type { Claim } from '../clusters/Claim';
import { ClusterRegistry } from '../clusters/ClusterRegistry';
import { ClusterStore } from '../clusters/ClusterStore';
import { ConfigClusterSource } from '../clusters/ConfigClusterSource';
import { ConnectedClients } from '../clusters/ConnectedClients';
import type { ClusterReader } from '../clusters/types';
import type { FluxFleetConfig } from '../config';
import { isPostgres } from '../database/isPostgres';
import { ServerPolicy } from '../kubernetes/ServerPolicy';
import type { KubernetesClients } from '../kubernetes/types';
import type { ResourceWriter } from '../resources/types';
import { KnexResourceWriter } from '../resources/write/KnexResourceWriter';
import { ChangeAnnouncer } from './ChangeAnnouncer';
import { ClaimStore } from './claims/ClaimStore';
import { replicaId } from './claims/replicaId';
import type { SyncObserver } from './observe/SyncObserver';
import { SyncEngine } from './SyncEngine';

/** What a replica does at a moment. */
export interface SyncStatistics {
  /** The clusters that it holds. */
  claims: Claim[];
  /** How many rows wait for the database. */
  waitingRows: number;
}

/** The sync half of the backend, wired. Nothing runs before `engine.start()`. */
export interface FleetSync {
  registry: ClusterRegistry;
  clusterReader: ClusterReader;
  clients: KubernetesClients;
  writer: ResourceWriter;
  announcer: ChangeAnnouncer;
  /** The id of this replica. */
  replica: string;
  /** What this replica does now. */
  statistics(): SyncStatistics;
  engine: {
    /** Starts the sources and the sync of what they publish; resolves when all sources have published or failed once. */
    start(): Promise<void>;
    /** Ends every watch, timer and socket; what is waiting for the database is written first. */
    stop(): Promise<void>;
  };
}

/**
 * Wires registry, clients, index writer and sync engine over a migrated database.
 *
 * @param options - `sources`: those of modules; the clusters of app-config come before them. `publish`: sends a signal on
 * `FLUX_FLEET_SIGNAL_CHANNEL` to everybody; `observer`: hears what the sync does;
 * `replica`: an id that no other replica has or had; made when missing
 */
export function createSync(options: {
  config: FluxFleetConfig;
  knex: Knex;
  sources: readonly ClusterSource[];
  logger: LoggerService;
  publish: (message: FluxFleetSignal) => Promise<void>;
  observer: SyncObserver;
  replica?: string;
}): FleetSync {
  const { config, knex, logger, observer, replica = replicaId() } = options;
  const store = ClusterStore.create({ knex });
  const writer = KnexResourceWriter.create({ knex });
  const announcer = ChangeAnnouncer.create({
    publish: options.publish,
    onError: error =>
      logger.warn(`A change could not be announced: ${error.message}`),
  });
  const registry = ClusterRegistry.create({
    store,
    sources: [
      ConfigClusterSource.create({ clusters: config.clusters, logger }),
      ...options.sources,
    ],
    logger,
    onChanged: uid => announcer.clusterChanged(uid),
  });
  const clients = ConnectedClients.create({
    registry,
    policy: ServerPolicy.create({
      allowed: config.allowedServers,
      denied: config.deniedServers,
    }),
    requestTimeoutMs: config.sync.requestTimeoutMs,
  });
  const engine = SyncEngine.create({
    registry,
    store,
    clients,
    writer,
    announcer,
    claims: ClaimStore.create({ knex }),
    replica,
    isAlone: !isPostgres(knex),
    observer,
    options: config.sync,
    logger,
  });
  return {
    registry,
    clusterReader: store,
    clients,
    writer,
    announcer,
    replica,
    statistics: () => ({
      claims: engine.claims,
      waitingRows: engine.waitingRows,
    }),
    engine: {
      async start() {
        engine.start();
        await registry.start();
      },
      async stop() {
        await engine.stop();
        await registry.stop();
        await clients.closeAll();
        announcer.stop();
      },
    },
  };
}
