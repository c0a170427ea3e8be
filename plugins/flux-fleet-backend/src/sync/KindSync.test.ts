import { mockServices } from '@backstage/backend-test-utils';
import {
  findFluxKind,
  type FluxObject,
} from '@flux-fleet/backstage-plugin-flux-fleet-common';
import type { ObjectList, WatchingClient } from '../kubernetes/types';
import { KindSync, type KindState } from './KindSync';
import { observers } from './observe/SyncObserver';
import type { ClusterRows } from './rows/RowBatcher';

const kind = findFluxKind('kustomize.toolkit.fluxcd.io', 'Kustomization')!;

const one: FluxObject = {
  apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
  kind: 'Kustomization',
  metadata: { name: 'one', namespace: 'apps' },
};

/** Runs a sync against the given pages until it says how it is. */
async function stateAfter(
  list: (token: string | undefined) => ObjectList,
): Promise<{ state: KindState; pruned: number }> {
  const logger = mockServices.logger.mock();
  let pruned = 0;
  const rows: ClusterRows = {
    add: async () => {},
    flush: async () => {},
    kinds: async () => [],
    close: () => {},
    prune: async () => {
      pruned += 1;
      return 0;
    },
  };
  const client = {
    list: async (_path, query) => list(query.continue),
  } as Partial<WatchingClient> as WatchingClient;
  const stop = new AbortController();
  const state = await new Promise<KindState>(resolve => {
    const sync = KindSync.create({
      client,
      cluster: 'alpha',
      served: { kind, version: 'v1' },
      memory: { resourceVersion: undefined, unreadableSince: undefined },
      rows,
      observer: observers(),
      logger,
      watchTimeoutMs: 1_000,
      onState: resolve,
      onFailure: () => {},
      onHeard: () => {},
      onPruned: () => {},
    });
    sync.run(stop.signal);
  });
  stop.abort();
  return { state, pruned };
}

describe('KindSync', () => {
  it('gives up a list that leads back to a page it had, and deletes nothing', async () => {
    const { state, pruned } = await stateAfter(() => ({
      items: [one],
      resourceVersion: '1',
      continue: 'again',
    }));
    expect(state).toMatchObject({
      state: 'failed',
      error: { kind: 'malformed' },
    });
    expect(pruned).toBe(0);
  });

  it('gives up a list that goes on and on', async () => {
    let page = 0;
    const many = Array.from({ length: 50_000 }, () => one);
    const { state, pruned } = await stateAfter(() => ({
      items: many,
      resourceVersion: '1',
      continue: `page-${++page}`,
    }));
    expect(state).toMatchObject({
      state: 'failed',
      error: { kind: 'tooLarge' },
    });
    expect(pruned).toBe(0);
  });
});
