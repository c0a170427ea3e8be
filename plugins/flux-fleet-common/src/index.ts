/**
 * What the frontend and the backend of Flux Fleet share: types of the HTTP API, permissions, and the rules that
 * turn Flux objects into what people read. Pure: no I/O.
 *
 * @packageDocumentation
 */
export * from './api';
export * from './flux';
export * from './permissions';
