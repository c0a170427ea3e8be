/**
 * The backend of Flux Fleet: registers clusters, keeps an index of their Flux resources, serves it, and acts on them.
 * For permission policies it exports conditions on clusters and resources.
 *
 * @packageDocumentation
 */
export { fluxFleetPlugin as default } from './plugin';
export * from './permissions';
