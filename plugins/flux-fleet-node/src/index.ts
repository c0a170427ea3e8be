/**
 * Extension points of the Flux Fleet backend.
 *
 * @packageDocumentation
 */
export * from './ClusterSource';
export * from './extensionPoints';
