import type { UnreadableKind } from '@flux-fleet/backstage-plugin-flux-fleet-common';
import type { KubernetesError } from '../kubernetes/KubernetesError';
import type { ServedKind } from '../kubernetes/types';
import { kindKey, type KindMemories, type KindMemory } from './KindMemory';
import { KindSync, type KindState, type KindSyncOptions } from './KindSync';

interface Running {
  served: ServedKind;
  memory: KindMemory;
  state: KindState;
  controller: AbortController;
  done: Promise<void>;
}

interface Options
  extends Omit<KindSyncOptions, 'served' | 'memory' | 'onState'> {
  memories: KindMemories;
  /** Called whenever the state of a kind changed. */
  onState: () => void;
}

/** Kinds of which the server told things that are not objects as Kubernetes has them, and how many. */
export interface OddObjects {
  objects: number;
  kinds: string[];
}

/** The syncs of all kinds that a cluster serves. */
export class KindSyncs {
  readonly #options: Options;
  readonly #running = new Map<string, Running>();

  static create(options: Options): KindSyncs {
    return new KindSyncs(options);
  }

  private constructor(options: Options) {
    this.#options = options;
  }

  /** Whether {@link KindSyncs.serve} would delete rows of kinds that are not served any more. */
  async wouldDrop(served: ServedKind[]): Promise<boolean> {
    const indexed = await this.#options.rows.kinds();
    return indexed.some(
      row =>
        !served.some(
          ({ kind }) => kind.group === row.group && kind.kind === row.kind,
        ),
    );
  }

  /** Starts what is served now and was not, stops what is not any more and deletes its rows. */
  async serve(served: ServedKind[]): Promise<void> {
    const { rows, onPruned, memories, observer, cluster } = this.#options;
    const wanted = new Map(served.map(one => [kindKey(one), one]));
    const gone = [...this.#running].filter(([key]) => !wanted.has(key));
    await this.#stop(gone.map(([key]) => key));
    memories.keep(served);
    const kinds = new Set(
      served.map(({ kind }) => `${kind.group}/${kind.kind}`),
    );
    for (const [, { served: one }] of gone) {
      const { group, kind } = one.kind;
      if (kinds.has(`${group}/${kind}`)) continue;
      observer.forgot({ cluster, group, kind });
    }
    for (const { group, kind } of await rows.kinds()) {
      if (kinds.has(`${group}/${kind}`)) continue;
      await rows.prune({ group, kind }, []);
      onPruned();
    }
    for (const [key, one] of wanted) {
      if (!this.#running.has(key)) this.#start(key, one);
    }
  }

  /** Whether every kind has been listed or has failed to be. */
  get isSettled(): boolean {
    return this.#states().every(({ state }) => state !== 'listing');
  }

  /** What failed, when nothing is left that did not: the credentials are refused altogether. */
  get refusal(): KubernetesError | undefined {
    const errors = this.#states().map(state =>
      state.state === 'failed' && state.error.kind === 'unauthorized'
        ? state.error
        : undefined,
    );
    return errors.includes(undefined) ? undefined : errors[0];
  }

  get count(): number {
    return this.#running.size;
  }

  /** The kinds that are not synced now, why, and since when. */
  unreadable(): UnreadableKind[] {
    return [...this.#running.values()].flatMap(({ served, state, memory }) => {
      if (state.state !== 'failed') return [];
      const { group, kind } = served.kind;
      const { message } = state.error;
      return [{ group, kind, message, since: memory.unreadableSince! }];
    });
  }

  odd(): OddObjects {
    const found: OddObjects = { objects: 0, kinds: [] };
    for (const { served, state } of this.#running.values()) {
      if (state.state !== 'current' || state.odd === 0) continue;
      found.objects += state.odd;
      found.kinds.push(served.kind.kind);
    }
    return found;
  }

  async stop(): Promise<void> {
    await this.#stop([...this.#running.keys()]);
  }

  #states(): KindState[] {
    return [...this.#running.values()].map(({ state }) => state);
  }

  #start(key: string, served: ServedKind): void {
    const controller = new AbortController();
    const memory = this.#options.memories.of(served);
    const sync = KindSync.create({
      ...this.#options,
      served,
      memory,
      onState: state => {
        const running = this.#running.get(key);
        if (!running || controller.signal.aborted) return;
        running.state = state;
        if (state.state === 'failed') {
          memory.unreadableSince ??= new Date().toISOString();
        } else if (state.state === 'current') {
          memory.unreadableSince = undefined;
        }
        this.#options.onState();
      },
    });
    this.#running.set(key, {
      served,
      memory,
      state: { state: 'listing' },
      controller,
      done: sync.run(controller.signal),
    });
  }

  async #stop(keys: string[]): Promise<void> {
    const stopped = keys.map(key => this.#running.get(key)!);
    for (const { controller } of stopped) controller.abort();
    await Promise.all(stopped.map(({ done }) => done));
    for (const key of keys) this.#running.delete(key);
  }
}
