import type { Knex } from 'knex';
import { ClusterStore } from '../../clusters/ClusterStore';
import { testDatabases } from '../../database/__testUtils__/testDatabases';
import { ClaimStore } from './ClaimStore';

jest.setTimeout(60_000);

const databases = testDatabases();
const LONG = 3_600_000;
const CLUSTERS = ['x', 'y', 'z'];

describe.each(databases.eachSupportedId())('ClaimStore, %p', databaseId => {
  let knex: Knex;
  let store: ClaimStore;

  beforeEach(async () => {
    knex = await databases.init(databaseId);
    store = ClaimStore.create({ knex });
    const clusters = ClusterStore.create({ knex });
    for (const name of CLUSTERS) {
      await clusters.insert({ name, environment: 'dev' }, 'config');
    }
    await store.offer(CLUSTERS);
  });

  const take = (replica: string, limit = 3, clusters = CLUSTERS) =>
    store.take({ replica, clusters, limit });
  const holders = async () =>
    [...(await store.board()).clusters.values()].map(({ holder }) => holder);

  it('offers clusters that are registered, once', async () => {
    await store.offer([...CLUSTERS, 'unknown']);
    expect([...(await store.board()).clusters.keys()]).toEqual(CLUSTERS);
  });

  it('hands out what is free, up to a limit, with a fence that grows', async () => {
    await store.renew('a', LONG);
    await store.renew('b', LONG);
    const [one, two] = await take('a', 2);
    expect([one.fence, two.fence]).toEqual([1, 1]);
    expect(await take('b', 3, [one.cluster])).toEqual([]);
    expect(await take('b')).toHaveLength(1);
    await store.release(one);
    const [again] = await take('b', 1, [one.cluster]);
    expect(again).toEqual({ cluster: one.cluster, replica: 'b', fence: 2 });
  });

  it('hands each cluster to one of those who reach for it at the same time', async () => {
    const replicas = ['a', 'b', 'c', 'd'];
    for (const replica of replicas) await store.renew(replica, LONG);
    const taken = await Promise.all(replicas.map(replica => take(replica)));
    const names = taken.flat().map(({ cluster }) => cluster);
    expect(new Set(names).size).toBe(names.length);
    // What was skipped because another one had it in hand is free for nobody.
    expect((await holders()).every(Boolean)).toBe(names.length === 3);
  });

  it('lets claims of a replica whose lease has ended be taken, and not be released by it any more', async () => {
    await store.renew('a', LONG);
    const [old] = await take('a', 1, ['x']);
    await store.renew('a', -1);
    expect(await holders()).toEqual([undefined, undefined, undefined]);
    await store.renew('b', LONG);
    const [{ fence }] = await take('b', 1, ['x']);
    expect(fence).toBe(2);
    await store.release(old);
    expect((await holders())[0]).toBe('b');
    await store.renew('a', LONG);
    expect((await store.board()).replicas).toEqual(['a', 'b']);
  });

  it('keeps a lease only as long as it was asked for', async () => {
    await store.renew('a', LONG);
    await store.renew('a', -1);
    expect((await store.board()).replicas).toEqual([]);
  });

  it('lets a replica leave, and all its clusters be taken at once', async () => {
    await store.renew('a', LONG);
    await take('a');
    await store.leave('a');
    await store.renew('b', LONG);
    expect(await take('b')).toHaveLength(3);
    expect((await store.board()).replicas).toEqual(['b']);
  });

  it('forgets replicas that are gone for long', async () => {
    await store.renew('a', LONG);
    await knex('replicas').update({ expires_at: 1 });
    await store.renew('b', LONG);
    expect(await knex('replicas').pluck('id')).toEqual(['b']);
  });

  it('expels all others where there can be none', async () => {
    await store.renew('a', LONG);
    await take('a');
    await store.renew('b', LONG);
    await store.expel('b');
    expect(await take('b')).toHaveLength(3);
  });

  it('withdraws a cluster that nobody else holds, and those that are not registered any more', async () => {
    await store.renew('a', LONG);
    await store.renew('b', LONG);
    await take('a', 1, ['x']);
    await take('b', 1, ['y']);
    for (const name of CLUSTERS) await store.withdraw(name, 'a');
    expect([...(await store.board()).clusters.keys()]).toEqual(['y']);
    await ClusterStore.create({ knex }).delete(['y']);
    expect((await store.board()).clusters.size).toBe(0);
  });
});
