import type { UnreadableKind } from '@flux-fleet/backstage-plugin-flux-fleet-common';
import type { KubernetesError } from '../kubernetes/KubernetesError';
import type { ServedKind } from '../kubernetes/types';
import { KindSync, type KindState, type KindSyncOptions } from './KindSync';

interface Running {
  served: ServedKind;
  state: KindState;
  controller: AbortController;
  done: Promise<void>;
}

type SharedOptions = Omit<KindSyncOptions, 'served' | 'onState'>;

function keyOf({ kind, version }: ServedKind): string {
  return `${kind.group}/${version}/${kind.kind}`;
}

/** The syncs of all kinds that a cluster serves. */
export class KindSyncs {
  readonly #shared: SharedOptions;
  readonly #onState: (error: KubernetesError | undefined) => void;
  readonly #running = new Map<string, Running>();

  /** `onState` is called whenever the state of a kind changed, with what failed if it did. */
  static create(
    options: SharedOptions & {
      onState: (error: KubernetesError | undefined) => void;
    },
  ): KindSyncs {
    return new KindSyncs(options);
  }

  private constructor(
    options: SharedOptions & {
      onState: (error: KubernetesError | undefined) => void;
    },
  ) {
    const { onState, ...shared } = options;
    this.#shared = shared;
    this.#onState = onState;
  }

  /** Whether {@link KindSyncs.serve} would delete rows of kinds that are not served any more. */
  async wouldDrop(served: ServedKind[]): Promise<boolean> {
    const indexed = await this.#shared.rows.kinds();
    return indexed.some(
      row =>
        !served.some(
          ({ kind }) => kind.group === row.group && kind.kind === row.kind,
        ),
    );
  }

  /** Starts what is served now and was not, stops what is not any more and deletes its rows. */
  async serve(served: ServedKind[]): Promise<void> {
    const { rows, onPruned } = this.#shared;
    const wanted = new Map(served.map(one => [keyOf(one), one]));
    await this.#stop([...this.#running.keys()].filter(key => !wanted.has(key)));
    const kinds = new Set(
      served.map(({ kind }) => `${kind.group}/${kind.kind}`),
    );
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

  unreadable(): UnreadableKind[] {
    return [...this.#running.values()].flatMap(({ served, state }) =>
      state.state === 'failed'
        ? [
            {
              group: served.kind.group,
              kind: served.kind.kind,
              message: state.error.message,
            },
          ]
        : [],
    );
  }

  async stop(): Promise<void> {
    await this.#stop([...this.#running.keys()]);
  }

  #states(): KindState[] {
    return [...this.#running.values()].map(({ state }) => state);
  }

  #start(key: string, served: ServedKind): void {
    const controller = new AbortController();
    const sync = KindSync.create({
      ...this.#shared,
      served,
      onState: state => {
        const running = this.#running.get(key);
        if (!running || controller.signal.aborted) return;
        running.state = state;
        this.#onState(state.state === 'failed' ? state.error : undefined);
      },
    });
    this.#running.set(key, {
      served,
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
