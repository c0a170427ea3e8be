import { FLUX_KINDS } from '@flux-fleet/backstage-plugin-flux-fleet-common';
import type { ResourceDefinition } from '@flux-fleet/fleet-simulator';

/** Definitions of Flux kinds for a simulated cluster: all, or the named ones. */
export function fluxDefinitions(
  kinds?: string[],
  versions = ['v1', 'v1beta2'],
): ResourceDefinition[] {
  return FLUX_KINDS.filter(({ kind }) => kinds?.includes(kind) ?? true).map(
    ({ group, kind, plural }) => ({
      group,
      kind,
      plural,
      versions,
      singular: kind.toLowerCase(),
      shortNames: [],
      categories: [],
      namespaced: true,
      custom: true,
      statusSubresource: true,
      printerColumns: [],
    }),
  );
}
