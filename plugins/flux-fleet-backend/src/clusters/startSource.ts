import type { LoggerService } from '@backstage/backend-plugin-api';
import type {
  ClusterDefinition,
  ClusterSource,
} from '@flux-fleet/backstage-plugin-flux-fleet-node';
import { Backoff } from '../sync/Backoff';
import { sleep } from '../sync/sleep';

/**
 * Runs a source until the signal ends it, and starts it again when it fails. `first` resolves when it has published, failed
 * or ended for the first time; `ended` when it is over. Neither rejects.
 */
export function startSource(options: {
  source: ClusterSource;
  publish: (clusters: ClusterDefinition[]) => Promise<void>;
  logger: LoggerService;
  signal: AbortSignal;
}): { first: Promise<void>; ended: Promise<void> } {
  const { source, logger, signal } = options;
  const backoff = Backoff.create({ minimumMs: 1_000, maximumMs: 30_000 });
  let settle = () => {};
  const first = new Promise<void>(resolve => {
    settle = resolve;
  });
  const publish = async (clusters: ClusterDefinition[]) => {
    if (signal.aborted) return;
    await options.publish(clusters);
    backoff.reset();
    settle();
  };
  const run = async () => {
    while (!signal.aborted) {
      try {
        await source.start({ publish, signal });
        break;
      } catch (error) {
        if (signal.aborted) break;
        const delayMs = backoff.next();
        logger.error(
          `The source of clusters ${
            source.id
          } failed; it is started again in ${Math.ceil(delayMs / 1000)} s`,
          error as Error,
        );
        settle();
        await sleep(delayMs, signal);
      }
    }
    settle();
  };
  return { first, ended: run() };
}
