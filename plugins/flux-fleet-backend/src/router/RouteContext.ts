import type {
  AuditorService,
  BackstageCredentials,
  BackstageServicePrincipal,
  BackstageUserPrincipal,
  HttpAuthService,
} from '@backstage/backend-plugin-api';
import type { Router } from 'express';
import type { OperationService } from '../actions/OperationService';
import type { ClusterReader } from '../clusters/types';
import type { Authorizer } from '../permissions/Authorizer';
import type { LiveResources } from '../resources/read/LiveResources';
import type { ResourceReader } from '../resources/types';
import type { ClusterStatisticsReader } from '../sync/observe/ClusterStatisticsStore';

/** Who calls: a person or a service. */
export type CallerCredentials = BackstageCredentials<
  BackstageUserPrincipal | BackstageServicePrincipal
>;

/** What routes are made of. */
export interface RouteContext {
  auditor: AuditorService;
  authorizer: Authorizer;
  clusters: ClusterReader;
  httpAuth: HttpAuthService;
  live: LiveResources;
  operations: OperationService;
  resources: ResourceReader;
  router: Router;
  statistics: ClusterStatisticsReader;
}
