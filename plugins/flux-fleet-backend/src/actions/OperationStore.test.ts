import { testDatabases } from '../database/__testUtils__/testDatabases';
import { OperationStore } from './OperationStore';

jest.setTimeout(60_000);

const databases = testDatabases();

const name = (own: string) => ({
  cluster: 'c',
  group: 'g',
  kind: 'K',
  namespace: 'n',
  name: own,
  token: `token-${own}`,
});

const everything = { subject: 'user:default/a', scope: 'all' as const };

describe.each(databases.eachSupportedId())('OperationStore, %p', id => {
  const create = async () => {
    const knex = await databases.init(id);
    const store = OperationStore.create({ knex });
    await store.add({
      id: 'o',
      action: 'reconcile',
      requestedBy: 'user:default/a',
      startedAt: '2026-05-01T10:00:00.000Z',
      resources: [name('x'), name('y')],
    });
    const record = (position: number, outcome: 'ready' | 'failed') =>
      store.record({
        operation: 'o',
        position,
        outcome,
        message: outcome,
        now: '2026-05-01T10:01:00.000Z',
      });
    return { knex, store, record };
  };

  it('ends an operation when its last resource ends: succeeded when all are ready', async () => {
    const { store, record } = await create();
    await record(0, 'ready');
    expect((await store.get('o', everything))?.state).toBe('running');
    expect(await store.openResults()).toMatchObject([
      { name: 'y', token: 'token-y', outcome: 'pending', group: 'g' },
    ]);
    await record(1, 'ready');
    expect(await store.get('o', everything)).toMatchObject({
      state: 'succeeded',
      finishedAt: '2026-05-01T10:01:00.000Z',
      counts: { ready: 2 },
    });
    expect(await store.openResults()).toEqual([]);
  });

  it('ends an operation in failure when one resource failed', async () => {
    const { store, record } = await create();
    await record(0, 'failed');
    await record(1, 'ready');
    expect(await store.get('o', everything)).toMatchObject({
      state: 'failed',
      counts: { failed: 1, ready: 1 },
    });
  });

  it('keeps what has ended as it is, whoever follows it too', async () => {
    const { store, record } = await create();
    await record(0, 'ready');
    await record(0, 'failed');
    expect((await store.get('o', everything))?.results[0]).toMatchObject({
      outcome: 'ready',
      message: 'ready',
    });
  });

  it('keeps the furthest step, whatever a slower follower says', async () => {
    const { store } = await create();
    const record = (outcome: 'pending' | 'requested' | 'reconciling') =>
      store.record({
        operation: 'o',
        position: 0,
        outcome,
        message: outcome,
        now: '2026-05-01T10:01:00.000Z',
      });
    await record('reconciling');
    await record('requested');
    await record('pending');
    expect(
      await store.openResult({ operation: 'o', position: 0 }),
    ).toMatchObject({ outcome: 'reconciling', message: 'reconciling' });
  });

  it('shows one result for as long as it is open', async () => {
    const { store, record } = await create();
    const one = { operation: 'o', position: 1 };
    expect(await store.openResult(one)).toMatchObject({ name: 'y' });
    await record(1, 'ready');
    expect(await store.openResult(one)).toBeUndefined();
  });

  it('removes what finished long ago, and nothing that runs', async () => {
    const { knex, store, record } = await create();
    expect(await store.removeFinishedBefore('2030-01-01T00:00:00.000Z')).toBe(
      0,
    );
    await record(0, 'ready');
    await record(1, 'ready');
    expect(await store.removeFinishedBefore('2026-05-01T10:00:30.000Z')).toBe(
      0,
    );
    expect(await store.removeFinishedBefore('2026-05-01T10:01:30.000Z')).toBe(
      1,
    );
    expect(await knex('operation_results')).toEqual([]);
  });
});
