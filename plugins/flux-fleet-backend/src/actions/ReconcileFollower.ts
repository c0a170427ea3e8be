import { setTimeout as sleep } from 'node:timers/promises';
import { NotFoundError, isError } from '@backstage/errors';
import type {
  FluxObject,
  OperationOutcome,
} from '@flux-fleet/backstage-plugin-flux-fleet-common';
import { KubernetesError } from '../kubernetes/KubernetesError';
import type { KubernetesClients, ObjectPath } from '../kubernetes/types';
import { redactText } from '../resources/redactText';
import { assessRequest, REQUESTED_AT_ANNOTATION } from './assessRequest';
import { ENDED_OUTCOMES } from './operationRows';

/** One request to follow. */
export interface FollowOptions {
  cluster: string;
  path: ObjectPath;
  token: string;
  /** Where it stands: `pending` when the cluster may not have been asked yet. */
  outcome: OperationOutcome;
  /** When to give up, in milliseconds since the epoch. */
  deadline: number;
  /** Is told of each step, in order; the last one is an end, unless the signal came first. */
  report: (outcome: OperationOutcome, message: string) => Promise<void>;
  signal: AbortSignal;
}

const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 2_000;
const REQUEST_TIMEOUT_MS = 10_000;

/**
 * Asks one cluster to reconcile one object and follows the object itself to the end, without the index. A cluster that
 * cannot be reached, or is not registered (yet), is asked again until the time is over; what it refuses for good is an
 * end.
 */
export class ReconcileFollower {
  readonly #clients: KubernetesClients;

  static create(options: { clients: KubernetesClients }): ReconcileFollower {
    return new ReconcileFollower(options.clients);
  }

  private constructor(clients: KubernetesClients) {
    this.#clients = clients;
  }

  /** Resolves at the end, or as soon as the signal comes; then the request can be followed on later. */
  async follow(options: FollowOptions): Promise<void> {
    const { token, deadline, signal, report } = options;
    let { outcome } = options;
    let said = '';
    let pause = FIRST_PAUSE_MS;
    let trouble = '';
    let isUnknown = false;
    while (!signal.aborted) {
      try {
        const object =
          outcome === 'pending'
            ? await this.#request(options)
            : await this.#read(options);
        trouble = '';
        isUnknown = false;
        const assessed = assessRequest(object, token);
        // The steps only go forward: a controller may look idle again before it says how it went.
        const next =
          outcome === 'reconciling' && assessed.outcome === 'requested'
            ? { ...assessed, outcome }
            : assessed;
        if (next.outcome !== outcome || next.message !== said) {
          if (next.outcome !== outcome) pause = FIRST_PAUSE_MS;
          ({ outcome, message: said } = next);
          await report(outcome, redactText(said));
        }
      } catch (error) {
        if (signal.aborted) return;
        const end = this.#endOf(error);
        if (end !== undefined) {
          await report('failed', end);
          return;
        }
        trouble = isError(error) ? error.message : String(error);
        // Its source may not have published it yet.
        isUnknown = error instanceof NotFoundError;
      }
      if (ENDED_OUTCOMES.includes(outcome)) return;
      if (Date.now() >= deadline) {
        if (isUnknown) {
          await report('failed', 'The cluster is not registered any more');
          return;
        }
        const last = redactText(trouble || said);
        await report('timedOut', `No end in time${last && `: ${last}`}`);
        return;
      }
      await this.#pause(pause, signal);
      pause = Math.min(pause * 1.5, LONGEST_PAUSE_MS);
    }
  }

  /** Writes the token; a merge patch says nothing about versions, so a conflict is only worth another try. */
  async #request(options: FollowOptions): Promise<FluxObject> {
    const { cluster, path, token, signal } = options;
    const client = await this.#clients.client(cluster);
    return client.mergePatch(
      path,
      { metadata: { annotations: { [REQUESTED_AT_ANNOTATION]: token } } },
      { signal, timeoutMs: REQUEST_TIMEOUT_MS },
    );
  }

  async #read(options: FollowOptions): Promise<FluxObject> {
    const { cluster, path, signal } = options;
    const client = await this.#clients.client(cluster);
    return client.get(path, { signal, timeoutMs: REQUEST_TIMEOUT_MS });
  }

  /** What to say when a failure is the end of the matter; undefined when trying again may help. */
  #endOf(error: unknown): string | undefined {
    if (!(error instanceof KubernetesError)) return undefined;
    switch (error.kind) {
      case 'notFound':
        return 'It is no longer on the cluster';
      case 'forbidden':
      case 'invalid':
        return redactText(error.message);
      default:
        return undefined;
    }
  }

  async #pause(milliseconds: number, signal: AbortSignal): Promise<void> {
    try {
      await sleep(milliseconds, undefined, { signal });
    } catch (error) {
      if (!signal.aborted) throw error;
    }
  }
}
