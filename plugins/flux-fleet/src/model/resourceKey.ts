import {
  stringifyResourceRef,
  type ResourceName,
} from '@flux-fleet/backstage-plugin-flux-fleet-common';

/** Tells resources apart in lists. */
export function resourceKey(resource: ResourceName): string {
  return stringifyResourceRef(resource);
}
