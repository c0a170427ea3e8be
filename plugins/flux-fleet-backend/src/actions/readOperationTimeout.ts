import { readDurationFromConfig, type Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { durationToMilliseconds } from '@backstage/types';

const KEY = 'fluxFleet.operations.timeout';
const DEFAULT_MS = 5 * 60_000;

/**
 * How long an operation follows a resource before it gives it up, in milliseconds: `fluxFleet.operations.timeout`,
 * 5 minutes by default. Throws InputError when it is shorter than a second.
 */
export function readOperationTimeout(config: Config): number {
  if (!config.has(KEY)) return DEFAULT_MS;
  const timeout = durationToMilliseconds(
    readDurationFromConfig(config, { key: KEY }),
  );
  if (timeout < 1_000) {
    throw new InputError(`${KEY} must be at least a second`);
  }
  return timeout;
}
