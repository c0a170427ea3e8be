import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { metricsServiceRef } from '@backstage/backend-plugin-api/alpha';
import { ConflictError, toError } from '@backstage/errors';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import { FLUX_FLEET_SIGNAL_CHANNEL } from '@flux-fleet/backstage-plugin-flux-fleet-common';
import {
  fluxFleetClusterSourcesExtensionPoint,
  type ClusterSource,
} from '@flux-fleet/backstage-plugin-flux-fleet-node';
import { readOperationTimeout } from './actions/readOperationTimeout';
import { scheduleOperationTasks } from './actions/scheduleOperationTasks';
import { readConfig } from './config';
import { applyMigrations } from './database/applyMigrations';
import { prepareSqlite } from './database/prepareSqlite';
import { KnexResourceReader } from './resources/read/KnexResourceReader';
import { createApi } from './router/createApi';
import { createSync } from './sync/createSync';
import { createObservation } from './sync/observe/createObservation';

/**
 * The backend of Flux Fleet: registers clusters, keeps an index of their Flux resources, serves it, and acts on them.
 *
 * @public
 */
export const fluxFleetPlugin = createBackendPlugin({
  pluginId: 'flux-fleet',
  register(env) {
    const sources: ClusterSource[] = [];
    env.registerExtensionPoint(fluxFleetClusterSourcesExtensionPoint, {
      addClusterSource(source) {
        if (sources.some(({ id }) => id === source.id)) {
          throw new ConflictError(
            `There is a source of clusters with the id ${source.id} already`,
          );
        }
        sources.push(source);
      },
    });

    env.registerInit({
      deps: {
        auditor: coreServices.auditor,
        config: coreServices.rootConfig,
        database: coreServices.database,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
        metrics: metricsServiceRef,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
        scheduler: coreServices.scheduler,
        signals: signalsServiceRef,
      },
      async init(deps) {
        const { config, database, httpRouter, lifecycle, logger } = deps;
        const knex = await database.getClient();
        await prepareSqlite(knex);
        if (!database.migrations?.skip) {
          await applyMigrations(knex);
        }

        const observation = createObservation({
          knex,
          metrics: deps.metrics,
          logger,
          countByStatus: clusters =>
            KnexResourceReader.create({ knex }).countByStatus({
              clusters,
              scope: 'all',
            }),
        });
        const sync = createSync({
          config: readConfig(config),
          knex,
          sources,
          logger,
          publish: message =>
            deps.signals.publish({
              recipients: { type: 'broadcast' },
              channel: FLUX_FLEET_SIGNAL_CHANNEL,
              message,
            }),
          observer: observation.observer,
        });
        const api = createApi({
          knex,
          clusters: sync.clusterReader,
          clients: sync.clients,
          auditor: deps.auditor,
          httpAuth: deps.httpAuth,
          logger,
          permissions: deps.permissions,
          permissionsRegistry: deps.permissionsRegistry,
          operationTimeoutMs: readOperationTimeout(config),
        });
        httpRouter.use(api.router);
        await scheduleOperationTasks({
          operations: api.operations,
          scheduler: deps.scheduler,
        });

        lifecycle.addStartupHook(() => {
          observation.start(() => sync.statistics());
          // Nobody waits for clusters. What was running is followed on once the sources have said which there are.
          sync.engine
            .start()
            .then(() => api.operations.resume())
            .catch(error =>
              logger.error('The clusters could not be started', toError(error)),
            );
        });
        lifecycle.addShutdownHook(async () => {
          await api.operations.stop();
          // While the claims are held still.
          await observation.stop();
          await sync.engine.stop();
        });
      },
    });
  },
});
