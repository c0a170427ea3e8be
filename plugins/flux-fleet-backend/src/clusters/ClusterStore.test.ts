import type { ClusterScope } from '../permissions/criteria';
import { testDatabases } from '../database/__testUtils__/testDatabases';
import { ClusterStore } from './ClusterStore';
import type { ClusterFilter } from './types';

jest.setTimeout(60_000);

const databases = testDatabases();

describe.each(databases.eachSupportedId())('ClusterStore, %p', databaseId => {
  let store: ClusterStore;

  beforeEach(async () => {
    store = ClusterStore.create({ knex: await databases.init(databaseId) });
    const connection = { server: 'https://x' };
    await store.insert(
      {
        name: 'alpha',
        title: 'First 100%',
        environment: 'prod',
        labels: { region: 'eu', 'example.com/tier': '1' },
        connection,
      },
      'config',
    );
    await store.insert(
      { name: 'beta', dns: 'B.example.com', environment: 'dev', connection },
      'config',
    );
    await store.insert(
      { name: 'gamma', environment: 'dev', labels: { region: 'us' } },
      'config',
    );
  });

  const names = async (filter: ClusterFilter, scope: ClusterScope = 'all') => {
    const page = await store.list({ filter, scope, limit: 10 });
    expect(page.totalItems).toBe(page.items.length);
    return page.items.map(({ name }) => name);
  };

  it.each<[ClusterFilter, string[]]>([
    [{}, ['alpha', 'beta', 'gamma']],
    [{ environment: ['dev', 'qa'] }, ['beta', 'gamma']],
    [{ health: ['polling'] }, ['gamma']],
    [{ label: ['region'] }, ['alpha', 'gamma']],
    [{ label: ['region=eu', 'example.com/tier=1'] }, ['alpha']],
    [{ q: 'b.EXAMPLE' }, ['beta']],
    [{ q: '100% first' }, ['alpha']],
    [{ q: '_' }, []],
  ])('filters by %j', async (filter, expected) => {
    expect(await names(filter)).toEqual(expected);
  });

  it.each<[ClusterScope, string[]]>([
    ['none', []],
    [{ field: 'cluster', values: ['beta'] }, ['beta']],
    [{ not: { field: 'environment', values: ['dev'] } }, ['alpha']],
    [
      {
        anyOf: [
          { field: 'clusterLabel', key: 'region', value: 'us' },
          { field: 'cluster', values: ['beta'] },
        ],
      },
      ['beta', 'gamma'],
    ],
    [{ not: { field: 'clusterLabel', key: 'region' } }, ['beta']],
  ])('leaves what the scope %j leaves', async (scope, expected) => {
    expect(await names({}, scope)).toEqual(expected);
  });

  it('pages by cursor and refuses others', async () => {
    const first = await store.list({ filter: {}, scope: 'all', limit: 2 });
    expect(first.items.map(({ name }) => name)).toEqual(['alpha', 'beta']);
    expect(first.totalItems).toBe(3);
    const second = await store.list({
      filter: {},
      scope: 'all',
      limit: 2,
      cursor: first.nextCursor!,
    });
    expect(second.items.map(({ name }) => name)).toEqual(['gamma']);
    expect(second.nextCursor).toBeNull();
    await expect(
      store.list({ filter: {}, scope: 'all', limit: 2, cursor: 'x' }),
    ).rejects.toThrow('cursor');
  });

  it('keeps since when a state holds, and what it does not hear of', async () => {
    const update = {
      state: 'connected',
      message: '',
      nextTryAt: null,
      stale: false,
      kubernetesVersion: 'v1.33.0',
      unreadableKinds: [
        {
          group: 'g',
          kind: 'K',
          message: 'm',
          since: '2026-01-01T00:00:00.000Z',
        },
      ],
      lastSyncedAt: '2026-01-01T00:00:00.000Z',
    } as const;
    await store.updateHealth('alpha', { ...update, unreadableKinds: [] });
    const before = await store.get('alpha');
    await store.updateHealth('alpha', {
      ...update,
      unreadableKinds: [...update.unreadableKinds],
      kubernetesVersion: undefined,
    });
    expect(await store.get('alpha')).toEqual({
      ...before,
      unreadableKinds: update.unreadableKinds,
    });
    expect(before?.versions.kubernetes).toBe('v1.33.0');
    expect(await store.get('nobody')).toBeUndefined();
  });
});
