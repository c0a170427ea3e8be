import type { FluxFleetSignal } from '@flux-fleet/backstage-plugin-flux-fleet-common';

const DEFAULT_INTERVAL_MS = 250;

/**
 * Says which clusters changed, after it is in the database. The first change is announced at once; what follows within the
 * interval is announced together at its end, so that a busy fleet does not flood its browsers.
 */
export class ChangeAnnouncer {
  readonly #publish: (message: FluxFleetSignal) => Promise<void>;
  readonly #onError: (error: Error) => void;
  readonly #intervalMs: number;
  #resourcesOf = new Set<string>();
  #clusters = new Set<string>();
  #timer: NodeJS.Timeout | undefined;
  #isQuiet = true;
  #isStopped = false;

  /** `publish` sends a message on `FLUX_FLEET_SIGNAL_CHANNEL`; when it rejects, `onError` is told and that is all. */
  static create(options: {
    publish: (message: FluxFleetSignal) => Promise<void>;
    onError: (error: Error) => void;
    intervalMs?: number;
  }): ChangeAnnouncer {
    return new ChangeAnnouncer(options);
  }

  private constructor(options: {
    publish: (message: FluxFleetSignal) => Promise<void>;
    onError: (error: Error) => void;
    intervalMs?: number;
  }) {
    this.#publish = options.publish;
    this.#onError = options.onError;
    this.#intervalMs = options.intervalMs ?? DEFAULT_INTERVAL_MS;
  }

  /** Resources of the clusters, by uid, changed. */
  resourcesChanged(uids: Iterable<string>): void {
    for (const uid of uids) this.#resourcesOf.add(uid);
    this.#announceSoon();
  }

  /** The registration or health of a cluster, by uid, changed. */
  clusterChanged(uid: string): void {
    this.#clusters.add(uid);
    this.#announceSoon();
  }

  /** Announces nothing more. */
  stop(): void {
    this.#isStopped = true;
    clearTimeout(this.#timer);
  }

  #announceSoon(): void {
    if (this.#isQuiet) this.#announce();
  }

  #announce(): void {
    this.#isQuiet = true;
    if (this.#isStopped) return;
    if (this.#resourcesOf.size === 0 && this.#clusters.size === 0) return;
    const message: FluxFleetSignal = {
      resourcesOf: [...this.#resourcesOf],
      clusters: [...this.#clusters],
    };
    this.#resourcesOf = new Set();
    this.#clusters = new Set();
    this.#isQuiet = false;
    this.#timer = setTimeout(() => this.#announce(), this.#intervalMs);
    this.#publish(message).catch(error => this.#onError(error as Error));
  }
}
