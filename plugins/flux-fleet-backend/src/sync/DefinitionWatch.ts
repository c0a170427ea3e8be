import { FLUX_KINDS } from '@flux-fleet/backstage-plugin-flux-fleet-common';
import { KubernetesError } from '../kubernetes/KubernetesError';
import type { WatchingClient } from '../kubernetes/types';
import { Backoff } from './Backoff';
import { silenceAllowed } from './silenceAllowed';
import { sleep } from './sleep';

const PATH = {
  group: 'apiextensions.k8s.io',
  version: 'v1',
  plural: 'customresourcedefinitions',
  namespace: '',
};
/** Definitions are large: this name, which none can have, makes a list that only says where to watch from. */
const NO_DEFINITION = 'metadata.name=none';
/** Credentials that may not watch definitions are tried again seldom: rediscovery does without. */
const REFUSED_FOR_MS = 600_000;

const FLUX_DEFINITIONS = new Set<string>(
  FLUX_KINDS.map(({ plural, group }) => `${plural}.${group}`),
);

/**
 * Tells when CustomResourceDefinitions of Flux appear, change or go, so that their kinds are noticed at once. An extra:
 * where the credentials may not watch them nothing is told, and what fails is tried again, less and less often.
 */
export class DefinitionWatch {
  readonly #client: WatchingClient;
  readonly #timeoutMs: number;
  readonly #onChanged: () => void;
  readonly #onHeard: () => void;
  readonly #backoff = Backoff.create({ minimumMs: 1_000, maximumMs: 300_000 });
  #place: string | undefined;

  static create(options: {
    client: WatchingClient;
    timeoutMs: number;
    onChanged: () => void;
    onHeard: () => void;
  }): DefinitionWatch {
    return new DefinitionWatch(options);
  }

  private constructor(options: {
    client: WatchingClient;
    timeoutMs: number;
    onChanged: () => void;
    onHeard: () => void;
  }) {
    this.#client = options.client;
    this.#timeoutMs = options.timeoutMs;
    this.#onChanged = options.onChanged;
    this.#onHeard = options.onHeard;
  }

  /** Runs until the signal aborts; never rejects. */
  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const startedAt = performance.now();
      try {
        await this.#watch(signal);
        // A server that ends watches at once is not asked again at once.
        const isShort = performance.now() - startedAt < 1_000;
        if (isShort) await sleep(this.#backoff.next(), signal);
      } catch (error) {
        if (signal.aborted) return;
        await sleep(this.#delayAfter(error), signal);
      }
    }
  }

  #delayAfter(error: unknown): number {
    const { kind, retryAfterMs } =
      error instanceof KubernetesError
        ? error
        : { kind: 'serverError', retryAfterMs: undefined };
    switch (kind) {
      case 'unauthorized':
      case 'forbidden':
      case 'notFound':
      case 'invalid':
        this.#place = undefined;
        return REFUSED_FOR_MS * (1 + Math.random() / 10);
      case 'unreachable':
      case 'tooManyRequests':
      case 'serverError':
        break;
      default:
        this.#place = undefined;
        // Changes may have been missed.
        this.#onChanged();
    }
    return this.#backoff.next(retryAfterMs);
  }

  async #watch(signal: AbortSignal): Promise<void> {
    const timeoutMs = this.#timeoutMs * (0.8 + Math.random() * 0.2);
    this.#place ??= (
      await this.#client.list(
        PATH,
        { limit: 1, fieldSelector: NO_DEFINITION },
        { signal },
      )
    ).resourceVersion;
    const events = this.#client.watch(
      PATH,
      {
        resourceVersion: this.#place,
        timeoutSeconds: Math.ceil(timeoutMs / 1000),
      },
      {
        signal,
        silenceMs: silenceAllowed(timeoutMs),
        onOpen: this.#onHeard,
      },
    );
    for await (const { type, object } of events) {
      this.#backoff.reset();
      this.#onHeard();
      const { resourceVersion, name } = object.metadata as {
        resourceVersion?: unknown;
        name?: unknown;
      };
      if (typeof resourceVersion === 'string' && resourceVersion !== '') {
        this.#place = resourceVersion;
      }
      if (type !== 'BOOKMARK' && FLUX_DEFINITIONS.has(String(name))) {
        this.#onChanged();
      }
    }
  }
}
