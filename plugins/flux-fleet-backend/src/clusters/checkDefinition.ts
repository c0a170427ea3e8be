import { InputError } from '@backstage/errors';
import type { ClusterDefinition } from '@flux-fleet/backstage-plugin-flux-fleet-node';
import { checkServer } from './checkServer';

const DNS_LABEL = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;
const MAXIMUM_LABELS = 64;

/**
 * Checks what a source offers as a cluster. Throws InputError with the reason, worded to follow the cluster's name.
 */
export function checkDefinition(definition: ClusterDefinition): void {
  const { name, environment, labels = {}, connection } = definition;
  if (typeof name !== 'string' || !DNS_LABEL.test(name)) {
    throw new InputError(
      'its name is not a DNS label; use at most 63 of a-z, 0-9 and "-", with a letter or digit at both ends',
    );
  }
  if (
    typeof environment !== 'string' ||
    environment === '' ||
    environment.length > 63
  ) {
    throw new InputError('its environment must have 1 to 63 characters');
  }
  const entries = Object.entries(labels);
  if (
    entries.length > MAXIMUM_LABELS ||
    entries.some(
      ([key, value]) =>
        typeof value !== 'string' || key.length > 317 || value.length > 1024,
    )
  ) {
    throw new InputError(
      `its labels must be at most ${MAXIMUM_LABELS} short texts`,
    );
  }
  if (connection) checkServer(connection.server);
}
