import type { ServedKind, WatchingClient } from '../kubernetes/types';
import { Backoff } from './Backoff';
import { readVersions, type FluxVersions } from './readVersions';

/** Versions change seldom, and cost a request or two to ask for. */
const READ_EVERY_MS = 300_000;

/** Keeps which Flux a cluster runs: read again every few minutes, and at first sooner where it is not known yet. */
export class VersionReader {
  readonly #backoff = Backoff.create({
    minimumMs: 30_000,
    maximumMs: READ_EVERY_MS,
  });
  #versions: FluxVersions | undefined;
  #dueAt = 0;
  #reading: Promise<void> | undefined;

  static create(): VersionReader {
    return new VersionReader();
  }

  private constructor() {}

  /** Undefined before they were read. */
  get versions(): FluxVersions | undefined {
    return this.#versions;
  }

  /** When they are to be read (milliseconds since 1970). */
  get dueAt(): number {
    return this.#reading ? Infinity : this.#dueAt;
  }

  /** Reads them; `onRead` is called when it is done. Never rejects, and what cannot be read is unknown. */
  read(options: {
    client: WatchingClient;
    served: ServedKind[];
    signal: AbortSignal;
    onRead: () => void;
  }): void {
    this.#reading ??= this.#read(options).finally(() => {
      this.#reading = undefined;
      options.onRead();
    });
  }

  /** Resolves when nothing is being read. */
  async ended(): Promise<void> {
    await this.#reading;
  }

  async #read(options: {
    client: WatchingClient;
    served: ServedKind[];
    signal: AbortSignal;
  }): Promise<void> {
    const { client, served, signal } = options;
    try {
      this.#versions = await readVersions(client, served, { signal });
    } catch {
      // Aborted: they are read with the next connection.
      return;
    }
    if (this.#versions.flux) this.#backoff.reset();
    this.#dueAt =
      Date.now() + (this.#versions.flux ? READ_EVERY_MS : this.#backoff.next());
  }
}
