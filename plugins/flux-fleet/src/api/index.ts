export * from './FluxFleetApi';
export { FluxFleetClient } from './FluxFleetClient';
export { fluxFleetApiRef } from './fluxFleetApiRef';
