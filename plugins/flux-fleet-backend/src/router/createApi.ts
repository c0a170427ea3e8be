import type {
  AuditorService,
  HttpAuthService,
  LoggerService,
  PermissionsRegistryService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import type { Router } from 'express';
import type { Knex } from 'knex';
import { OperationService } from '../actions/OperationService';
import { OperationStore } from '../actions/OperationStore';
import type { ClusterReader } from '../clusters/types';
import type { KubernetesClients } from '../kubernetes/types';
import { Authorizer } from '../permissions/Authorizer';
import { registerPermissions } from '../permissions/registerPermissions';
import { KnexResourceReader } from '../resources/read/KnexResourceReader';
import { LiveResources } from '../resources/read/LiveResources';
import { ClusterStatisticsStore } from '../sync/observe/ClusterStatisticsStore';
import { createRouter } from './createRouter';

/** The API half of the backend, wired. Nothing is followed before `operations.resume()` or a request. */
export interface FleetApi {
  router: Router;
  operations: OperationService;
}

/**
 * Wires permissions, index reader, live reads, operations and router over a migrated database.
 *
 * @param options - `operationTimeoutMs`: how long a resource is followed before it is given up
 */
export function createApi(options: {
  knex: Knex;
  clusters: ClusterReader;
  clients: KubernetesClients;
  auditor: AuditorService;
  httpAuth: HttpAuthService;
  logger: LoggerService;
  permissions: PermissionsService;
  permissionsRegistry: PermissionsRegistryService;
  operationTimeoutMs: number;
}): FleetApi {
  const { auditor, clients, clusters, httpAuth, knex, logger } = options;
  const { permissions, permissionsRegistry } = options;
  const resources = KnexResourceReader.create({ knex });
  registerPermissions({ permissionsRegistry, clusters, resources });
  const operations = OperationService.create({
    store: OperationStore.create({ knex }),
    resources,
    clients,
    logger,
    timeoutMs: options.operationTimeoutMs,
  });
  const router = createRouter({
    auditor,
    authorizer: Authorizer.create({ permissions, permissionsRegistry }),
    clusters,
    httpAuth,
    live: LiveResources.create({ resources, clients }),
    operations,
    resources,
    statistics: ClusterStatisticsStore.create({ knex }),
  });
  return { router, operations };
}
