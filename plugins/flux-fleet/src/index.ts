/**
 * Flux across many clusters, in your Backstage portal. The default export is the plugin for apps of the new frontend
 * system; `@flux-fleet/backstage-plugin-flux-fleet/legacy` has the one for the old.
 *
 * @packageDocumentation
 */
export * from './api';
export { fluxFleetPlugin, fluxFleetPlugin as default } from './plugin';
export { resourceRouteRef, rootRouteRef } from './routes';
export { fluxFleetTranslationRef } from './translation';
