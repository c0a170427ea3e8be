import { mockServices } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import type { Claim } from '../../clusters/Claim';
import { ClusterStore } from '../../clusters/ClusterStore';
import { testDatabases } from '../../database/__testUtils__/testDatabases';
import { eventually } from '../__testUtils__/eventually';
import { ClaimKeeper } from './ClaimKeeper';
import { ClaimStore } from './ClaimStore';

jest.setTimeout(60_000);

const databases = testDatabases();
const CLUSTERS = Array.from({ length: 10 }, (_, i) => `cluster-${i}`);

/** A replica that only keeps claims; what it does with clusters ends when `windUp` resolves. */
class Replica {
  readonly log: string[] = [];
  readonly keeper: ClaimKeeper;
  windUp: (claim: Claim) => Promise<void> = async () => {};

  constructor(
    store: ClaimStore,
    readonly name: string,
    options: { isAlone?: boolean; clusters?: string[] } = {},
  ) {
    this.keeper = ClaimKeeper.create({
      store,
      replica: name,
      leaseMs: 600,
      renewMs: 100,
      isAlone: options.isAlone ?? false,
      logger: mockServices.logger.mock(),
      listener: {
        gained: ({ cluster }) => this.log.push(`+${cluster}`),
        lost: async claim => {
          await this.windUp(claim);
          this.log.push(`-${claim.cluster}`);
        },
      },
    });
    for (const cluster of options.clusters ?? CLUSTERS) {
      this.keeper.offer(cluster);
    }
    this.keeper.start();
  }

  get held(): string[] {
    return this.keeper.held.map(({ cluster }) => cluster).sort();
  }
}

describe.each(databases.eachSupportedId())('ClaimKeeper, %p', databaseId => {
  let knex: Knex;
  let store: ClaimStore;
  let replicas: Replica[];

  beforeEach(async () => {
    replicas = [];
    knex = await databases.init(databaseId);
    store = ClaimStore.create({ knex });
    const clusters = ClusterStore.create({ knex });
    for (const name of CLUSTERS) {
      await clusters.insert({ name, environment: 'dev' }, 'config');
    }
  });

  afterEach(async () => {
    await Promise.all(replicas.map(({ keeper }) => keeper.stop()));
  });

  function start(name: string, options?: { clusters?: string[] }): Replica {
    const replica = new Replica(store, name, options);
    replicas.push(replica);
    return replica;
  }

  /** Waits until each replica holds so many clusters, and all of them together. */
  async function expectSpread(...counts: number[]): Promise<void> {
    await eventually(async () => {
      const held = replicas.map(replica => replica.held);
      // eslint-disable-next-line jest/no-standalone-expect
      expect(held.map(({ length }) => length)).toEqual(counts);
      // eslint-disable-next-line jest/no-standalone-expect
      expect(held.flat().sort()).toEqual(CLUSTERS);
    });
  }

  it('takes everything alone, shares with those who come, and takes back what those leave who go', async () => {
    start('a');
    await expectSpread(10);
    start('b');
    await expectSpread(5, 5);
    start('c');
    await expectSpread(4, 3, 3);
    await replicas[0].keeper.stop();
    await expectSpread(0, 5, 5);
    await replicas[1].keeper.stop();
    await expectSpread(0, 0, 10);
  });

  it('takes over from one that is not heard of any more, and the other notices when it comes back', async () => {
    const gone = start('a');
    await expectSpread(10);
    // As if the process were stopped: it does not renew.
    const renew = store.renew.bind(store);
    jest.spyOn(store, 'renew').mockImplementation(async (replica, leaseMs) => {
      if (replica === 'a') throw new Error('stopped');
      await renew(replica, leaseMs);
    });
    const heir = start('b');
    await eventually(async () => expect(heir.held).toEqual(CLUSTERS));
    expect(gone.held).toEqual(CLUSTERS);
    jest.restoreAllMocks();
    await expectSpread(5, 5);
    expect(gone.log.filter(entry => entry.startsWith('-'))).toHaveLength(10);
  });

  it('hands a cluster over only when nothing is done with it any more', async () => {
    const first = start('a');
    await expectSpread(10);
    let finish = () => {};
    const finished = new Promise<void>(resolve => {
      finish = resolve;
    });
    first.windUp = () => finished;
    const second = start('b');
    await eventually(async () => expect(first.held).toHaveLength(5));
    await store.renew('c', 1);
    expect(second.held).toEqual([]);
    finish();
    await expectSpread(5, 5);
  });

  it('takes beyond its part what the others cannot connect to', async () => {
    start('a', { clusters: CLUSTERS.slice(0, 2) });
    start('b');
    await expectSpread(2, 8);
  });

  it('gives up a cluster that is withdrawn, and forgets it', async () => {
    const alone = start('a');
    await expectSpread(10);
    await alone.keeper.withdraw('cluster-3');
    expect(alone.log).toContain('-cluster-3');
    expect((await store.board()).clusters.has('cluster-3')).toBe(false);
    expect(alone.held).toHaveLength(9);
  });

  it('lets go of a cluster that is not registered any more', async () => {
    const alone = start('a');
    await expectSpread(10);
    await ClusterStore.create({ knex }).delete(['cluster-3']);
    await eventually(async () => expect(alone.log).toContain('-cluster-3'));
  });

  it('finds out what it holds when the answer to a take was lost', async () => {
    const take = store.take.bind(store);
    jest.spyOn(store, 'take').mockImplementationOnce(async options => {
      await take(options);
      throw new Error('Connection terminated unexpectedly');
    });
    start('a');
    await expectSpread(10);
  });

  it('goes on when the database was down', async () => {
    start('a');
    await expectSpread(10);
    jest.spyOn(store, 'board').mockRejectedValueOnce(new Error('down'));
    await knex('cluster_claims').where({ cluster: 'cluster-1' }).delete();
    await eventually(async () =>
      expect(replicas[0].log).toEqual(
        expect.arrayContaining(['-cluster-1', '+cluster-1']),
      ),
    );
    await expectSpread(10);
  });

  it('starts at once with the clusters of a process that was killed, where no other can be', async () => {
    await store.renew('killed', 3_600_000);
    await store.offer(CLUSTERS);
    await store.take({ replica: 'killed', clusters: CLUSTERS, limit: 10 });
    const replica = new Replica(store, 'a', { isAlone: true });
    replicas.push(replica);
    await expectSpread(10);
  });
});
