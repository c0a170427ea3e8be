export { startFleet } from './startFleet';
export type { FleetCluster, FleetOptions, RunningFleet } from './FleetOptions';
