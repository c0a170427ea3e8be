/**
 * Runs a simulated fleet and registers its clusters with Flux Fleet.
 *
 * @packageDocumentation
 */
export { fluxFleetModuleSimulator as default } from './module';
