/**
 * Kubernetes API servers with Flux controllers, simulated: for demos, tests and benchmarks.
 *
 * @packageDocumentation
 */
export { ApiError } from './apiserver/ApiError';
export type {
  FailureStatus,
  ResourceName,
  StatusCause,
  StatusDetails,
  StatusReason,
} from './apiserver/ApiError';
export { SkewedClock, SystemClock } from './apiserver/clock';
export { ManualClock } from './apiserver/ManualClock';
export type {
  Clock,
  ClusterApi,
  KubernetesObject,
  ManagedFieldsEntry,
  ObjectChange,
  ObjectKey,
  ObjectMeta,
  ResourceDefinition,
  WriteOptions,
} from './apiserver/types';
export type {
  Fault,
  FaultCode,
  FaultLimits,
  FaultScope,
  RequestVerb,
} from './faults/Fault';
export { Faults } from './faults/Faults';
export type { FaultRequest } from './faults/Faults';
export type { AccessRule, AccessToken } from './http/Authorizer';
export type { ClusterStatistics } from './http/ClusterStats';
export { FleetSimulator } from './simulator/FleetSimulator';
export type {
  ClusterOptions,
  FleetSimulatorOptions,
} from './simulator/FleetSimulator';
export { SimulatedCluster } from './simulator/SimulatedCluster';
export { startFleet } from './fleet';
export type { FleetCluster, FleetOptions, RunningFleet } from './fleet';
export { fluxDefinitions, Random, startFluxControllers, World } from './flux';
export type {
  ChartHost,
  ChartVersion,
  Commit,
  FluxControllersOptions,
  FluxRelease,
  GitHost,
  Problem,
  ProgressTime,
  Registry,
  WorldChange,
  WorldTarget,
} from './flux';
