import { createServer, type AddressInfo } from 'node:net';
import { createBackend } from '@backstage/backend-defaults';
import {
  coreServices,
  createBackendPlugin,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { ConfigReader } from '@backstage/config';
import { NotFoundError } from '@backstage/errors';
import {
  AuthorizeResult,
  type PolicyDecision,
} from '@backstage/plugin-permission-common';
import { RESOURCE_TYPE_FLUX_RESOURCE } from '@flux-fleet/backstage-plugin-flux-fleet-common';
import type { JsonObject } from '@backstage/types';
import { ClusterStore } from '../../src/clusters/ClusterStore';
import { applyMigrations } from '../../src/database/applyMigrations';
import { prepareSqlite } from '../../src/database/prepareSqlite';
import {
  createFluxResourceConditionalDecision,
  fluxResourceConditions,
} from '../../src/permissions/conditions';
import { createApi } from '../../src/router/createApi';
import { openDatabase } from '../lib/openDatabase';
import { serveCalls } from '../lib/serveCalls';
import { fillIndex } from './fillIndex';

const ALLOW: PolicyDecision = { result: AuthorizeResult.ALLOW };

let isRestricted = false;

function decide(permission: { type: string; name: string }): PolicyDecision {
  const isOfResources =
    'resourceType' in permission &&
    permission.resourceType === RESOURCE_TYPE_FLUX_RESOURCE;
  if (!isRestricted || !isOfResources) return ALLOW;
  return createFluxResourceConditionalDecision(permission as never, {
    anyOf: [
      fluxResourceConditions.hasEnvironment({ environments: ['dev', 'qa'] }),
      fluxResourceConditions.isInNamespace({ namespaces: ['team-7'] }),
      fluxResourceConditions.hasLabel({
        key: 'app.kubernetes.io/part-of',
        value: 'team-9',
      }),
    ],
  });
}

/** Stands in for the permission framework, which would ask another plugin over HTTP. */
const permissions = createServiceFactory({
  service: coreServices.permissions,
  deps: {},
  factory: () => ({
    authorize: async requests => requests.map(() => ALLOW as never),
    authorizeConditional: async requests =>
      requests.map(({ permission }) => decide(permission)),
  }),
});

const noClients = {
  client: async (cluster: string) => {
    throw new NotFoundError(`There is no cluster ${cluster}`);
  },
};

/** The API half of the plugin: its router on the index, without a sync beside it. */
const plugin = createBackendPlugin({
  pluginId: 'flux-fleet',
  register(env) {
    env.registerInit({
      deps: {
        auditor: coreServices.auditor,
        database: coreServices.database,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        logger: coreServices.logger,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
      },
      async init({ database, httpRouter, ...deps }) {
        const knex = await database.getClient();
        await prepareSqlite(knex);
        const { router } = createApi({
          ...deps,
          knex,
          clients: noClients,
          clusters: ClusterStore.create({ knex }),
          operationTimeoutMs: 60_000,
        });
        httpRouter.use(router);
      },
    });
  },
});

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>(resolve =>
    server.listen(0, '127.0.0.1', () => resolve()),
  );
  const { port } = server.address() as AddressInfo;
  await new Promise(resolve => server.close(resolve));
  return port;
}

/** Fills an empty database. */
async function fill(options: {
  database: JsonObject;
  clusters: number;
  resources: number;
}): Promise<number> {
  const knex = await openDatabase(options.database);
  await applyMigrations(knex);
  return fillIndex(knex, options);
}

/** Starts a Backstage backend with the API on it; answers where it listens. */
async function start(options: {
  database: JsonObject;
  token: string;
}): Promise<string> {
  const port = await freePort();
  const baseUrl = `http://127.0.0.1:${port}`;
  const config = new ConfigReader({
    app: { baseUrl },
    backend: {
      baseUrl,
      listen: { host: '127.0.0.1', port },
      database: options.database,
      auth: {
        externalAccess: [
          {
            type: 'static',
            options: { token: options.token, subject: 'bench' },
          },
        ],
      },
    },
  });
  const backend = createBackend();
  backend.add(plugin);
  backend.add(permissions);
  backend.add(
    createServiceFactory({
      service: coreServices.rootConfig,
      deps: {},
      factory: () => config,
    }),
  );
  await backend.start();
  return `${baseUrl}/api/flux-fleet`;
}

/** From now on, whether a policy shows only some of the resources. */
async function restrict(options: { isRestricted: boolean }): Promise<void> {
  ({ isRestricted } = options);
}

const calls = { fill, start, restrict };

/** What this worker can be asked. */
export type BackendCalls = typeof calls;

serveCalls(calls);
