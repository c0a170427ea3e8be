import { isDeepStrictEqual } from 'node:util';
import type { LoggerService } from '@backstage/backend-plugin-api';
import type {
  ClusterConnection,
  ClusterDefinition,
  ClusterSource,
} from '@flux-fleet/backstage-plugin-flux-fleet-node';
import { checkDefinition } from './checkDefinition';
import type { ClusterStore } from './ClusterStore';
import { startSource } from './startSource';
import type { ClusterRegistration } from './types';

/** A registered cluster that can be connected to. */
export interface ConnectedCluster {
  name: string;
  uid: string;
  connection: ClusterConnection;
}

/** Hears of clusters to connect to, and of those not to connect to any more. */
export interface ConnectionListener {
  /** Also called when the connection of a cluster changed. */
  connected(cluster: ConnectedCluster): void;
  /** Resolves when nothing is done with the cluster any more. */
  disconnected(name: string): Promise<void>;
}

interface Offer {
  source: string;
  definition: ClusterDefinition;
  uid: string;
}

/**
 * Keeps the database at what the sources publish, and the connections in memory. A name that two sources offer belongs to
 * the first; a definition that is not valid is left out; either is logged and harms no other.
 */
export class ClusterRegistry {
  readonly #store: ClusterStore;
  readonly #sources: readonly ClusterSource[];
  readonly #logger: LoggerService;
  readonly #onChanged: (uid: string) => void;
  readonly #listeners: ConnectionListener[] = [];
  readonly #offers = new Map<string, Offer>();
  readonly #controller = new AbortController();
  #queue: Promise<void> = Promise.resolve();
  #running: Promise<void>[] = [];

  /** `onChanged` is called with the uid of each cluster that came, changed or went, after it is in the database. */
  static create(options: {
    store: ClusterStore;
    sources: readonly ClusterSource[];
    logger: LoggerService;
    onChanged: (uid: string) => void;
  }): ClusterRegistry {
    return new ClusterRegistry(options);
  }

  private constructor(options: {
    store: ClusterStore;
    sources: readonly ClusterSource[];
    logger: LoggerService;
    onChanged: (uid: string) => void;
  }) {
    this.#store = options.store;
    this.#sources = options.sources;
    this.#logger = options.logger;
    this.#onChanged = options.onChanged;
  }

  /** Unregisters what came from sources that are no more, and starts the sources in their order. */
  async start(): Promise<void> {
    const ids = new Set(this.#sources.map(({ id }) => id));
    const orphans = [...(await this.#store.registrations()).values()].filter(
      ({ source }) => !ids.has(source),
    );
    await this.#store.delete(orphans.map(({ name }) => name));
    for (const { uid } of orphans) this.#onChanged(uid);
    for (const source of this.#sources) {
      const { first, ended } = startSource({
        source,
        publish: definitions => this.publish(source.id, definitions),
        logger: this.#logger,
        signal: this.#controller.signal,
      });
      this.#running.push(ended);
      await first;
    }
  }

  /** Ends the sources. */
  async stop(): Promise<void> {
    this.#controller.abort();
    await Promise.all(this.#running);
    await this.#queue;
  }

  /** Tells the listener of all connections, now and from now on. */
  subscribe(listener: ConnectionListener): void {
    this.#listeners.push(listener);
    for (const name of this.#offers.keys()) {
      const cluster = this.connected(name);
      if (cluster) listener.connected(cluster);
    }
  }

  /** Whether a source that runs now has published the cluster. */
  has(name: string): boolean {
    return this.#offers.has(name);
  }

  /** The cluster, where it can be connected to. */
  connected(name: string): ConnectedCluster | undefined {
    const offer = this.#offers.get(name);
    const connection = offer?.definition.connection;
    return connection && { name, uid: offer.uid, connection };
  }

  /** Takes the complete list of a source. Lists are taken one after the other. Rejects when the database does not. */
  publish(source: string, definitions: ClusterDefinition[]): Promise<void> {
    const taken = this.#queue.then(() => this.#reconcile(source, definitions));
    this.#queue = taken.catch(() => undefined);
    return taken;
  }

  async #reconcile(
    source: string,
    definitions: ClusterDefinition[],
  ): Promise<void> {
    const offered = this.#accept(source, definitions);
    const known = await this.#store.registrations();
    for (const registration of known.values()) {
      const { name, uid } = registration;
      if (registration.source === source && !offered.has(name)) {
        this.#offers.delete(name);
        await Promise.all(this.#listeners.map(l => l.disconnected(name)));
        await this.#store.delete([name]);
        this.#onChanged(uid);
      }
    }
    for (const definition of offered.values()) {
      await this.#register(source, definition, known.get(definition.name));
    }
  }

  async #register(
    source: string,
    definition: ClusterDefinition,
    known: ClusterRegistration | undefined,
  ): Promise<void> {
    const { name, connection } = definition;
    const before = this.#offers.get(name)?.definition;
    let uid = known?.uid;
    if (!known) {
      ({ uid } = await this.#store.insert(definition, source));
    } else if (
      differs(known, definition, source) ||
      (before && !isDeepStrictEqual(before.connection, connection))
    ) {
      await this.#store.update(definition, source, known.version + 1);
    }
    this.#offers.set(name, { source, definition, uid: uid! });
    if (before && isDeepStrictEqual(before, definition)) return;
    if (!connection) {
      await Promise.all(this.#listeners.map(l => l.disconnected(name)));
      await this.#store.updateHealth(name, {
        state: definition.connectionProblem ? 'unreachable' : 'polling',
        message: definition.connectionProblem ?? '',
        nextTryAt: null,
        stale: true,
        unreadableKinds: [],
      });
    } else if (!isDeepStrictEqual(before?.connection, connection)) {
      for (const listener of this.#listeners) {
        listener.connected({ name, uid: uid!, connection });
      }
    }
    this.#onChanged(uid!);
  }

  /** The valid definitions of a list by name, without those of names that belong to another source. */
  #accept(
    source: string,
    definitions: ClusterDefinition[],
  ): Map<string, ClusterDefinition> {
    const accepted = new Map<string, ClusterDefinition>();
    for (const definition of definitions) {
      const { name } = definition;
      const owner = this.#offers.get(name)?.source;
      const refuse = (reason: string) =>
        this.#logger.error(
          `The cluster ${JSON.stringify(
            name,
          )} of ${source} is left out: ${reason}`,
        );
      try {
        checkDefinition(definition);
        if (owner !== undefined && owner !== source) {
          refuse(`its name belongs to a cluster of ${owner}; rename one`);
        } else if (accepted.has(name)) {
          refuse('its name is in the list twice; rename one');
        } else {
          accepted.set(name, definition);
        }
      } catch (error) {
        refuse((error as Error).message);
      }
    }
    return accepted;
  }
}

function differs(
  known: ClusterRegistration,
  definition: ClusterDefinition,
  source: string,
): boolean {
  const { title, dns, environment, labels } = known;
  return !isDeepStrictEqual(
    { title, dns, environment, labels, source: known.source },
    {
      title: definition.title ?? definition.name,
      dns: definition.dns ?? null,
      environment: definition.environment,
      labels: definition.labels ?? {},
      source,
    },
  );
}
