import { FleetSimulator } from '@flux-fleet/fleet-simulator';
import type { Knex } from 'knex';
import { connectionOf } from '../../database/__testUtils__/connectionOf';
import { DatabaseProxy } from '../../database/__testUtils__/DatabaseProxy';
import { testDatabases } from '../../database/__testUtils__/testDatabases';
import { fluxDefinitions } from '../__testUtils__/fluxDefinitions';
import { kustomization } from '../__testUtils__/TestFleet';
import { eventually } from '../__testUtils__/eventually';
import { ReplicaProcess } from './__testUtils__/ReplicaProcess';

jest.setTimeout(180_000);

const CLUSTERS = Array.from({ length: 9 }, (_, i) => `cluster-${i}`);
const manager = { manager: 'test' };
const databases = testDatabases();
// SQLite's file belongs to one process.
const postgres = databases
  .eachSupportedId()
  .filter(([id]) => id === 'POSTGRES_18');

/**
 * Lets the database itself look at every row that is written or deleted: who writes it must hold its cluster at that
 * moment. The sessions of a replica have its id as application name.
 */
async function watchWriters(knex: Knex): Promise<void> {
  await knex.raw(`
    create table writes (writer text, holder text, cluster text, relation text, at timestamptz default clock_timestamp());
    create function note_write() returns trigger language plpgsql as $$
    begin
      insert into writes (writer, holder, cluster, relation)
      select current_setting('application_name'), c.replica, coalesce(new.cluster, old.cluster), tg_table_name
      from (select 1) one left join cluster_claims c on c.cluster = coalesce(new.cluster, old.cluster);
      return null;
    end $$;
    create trigger note_resources after insert or update or delete on resources for each row execute function note_write();
    create trigger note_health after update on cluster_health for each row execute function note_write();
  `);
}

describe.each(postgres)('replicas, %p', databaseId => {
  let knex: Knex;
  let simulator: FleetSimulator;
  let replicas: ReplicaProcess[];

  beforeEach(async () => {
    replicas = [];
    knex = await databases.init(databaseId);
    await watchWriters(knex);
    simulator = await FleetSimulator.start();
    for (const name of CLUSTERS) {
      const { api } = simulator.addCluster({
        name,
        definitions: fluxDefinitions(['Kustomization', 'HelmRelease']),
      });
      api.create(
        { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'apps' } },
        manager,
      );
      api.create(kustomization(`first-of-${name}`), manager);
    }
  });

  afterEach(async () => {
    for (const replica of replicas) replica.resume();
    await Promise.all(replicas.map(replica => replica.kill()));
    await simulator.close();
  });

  async function start(
    name: string,
    sync: Record<string, string> = { lease: '2s', probeInterval: '1s' },
    connection = connectionOf(knex),
  ): Promise<ReplicaProcess> {
    const replica = await ReplicaProcess.start({
      replica: name,
      connection,
      clusters: simulator.clusters.map(({ name: cluster, server, token }) => ({
        name: cluster,
        environment: 'dev',
        connection: { server, token },
      })),
      sync,
    });
    replicas.push(replica);
    return replica;
  }

  const held = async (name: string): Promise<string[]> =>
    knex('cluster_claims').where({ replica: name }).pluck('cluster');
  const expectSpread = (counts: Record<string, number>) =>
    eventually(async () => {
      const found: Record<string, number> = {};
      for (const replica of await knex('cluster_claims').pluck('replica')) {
        found[replica] = (found[replica] ?? 0) + 1;
      }
      expect(found).toEqual(counts);
    });
  const names = (): Promise<string[]> =>
    knex('resources').orderBy(['name', 'cluster']).pluck('name');
  /** Creates the same resource everywhere, and waits until it is in the index, and every cluster is well. */
  async function followed(name: string): Promise<void> {
    for (const { api } of simulator.clusters) {
      api.create(kustomization(name), manager);
    }
    await eventually(async () => {
      expect((await names()).filter(n => n === name)).toHaveLength(9);
      expect(await knex('cluster_health').pluck('state')).toEqual(
        CLUSTERS.map(() => 'connected'),
      );
      expect(await knex('cluster_health').whereNotNull('stale_since')).toEqual(
        [],
      );
    });
  }
  /** Lets the first resource of each cluster apply a revision. */
  function deploy(lastAppliedRevision: string): void {
    for (const { name, api } of simulator.clusters) {
      api.patch(
        {
          group: 'kustomize.toolkit.fluxcd.io',
          kind: 'Kustomization',
          namespace: 'apps',
          name: `first-of-${name}`,
        },
        { status: { lastAppliedRevision } },
        { ...manager, subresource: 'status' },
      );
    }
  }
  const expectRevision = (revision: string) =>
    eventually(async () =>
      expect(
        await knex('resources')
          .where('name', 'like', 'first-of-%')
          .pluck('revision'),
      ).toEqual(CLUSTERS.map(() => revision)),
    );
  const intruders = () =>
    knex('writes').whereRaw('writer is distinct from holder').select();

  it('share the clusters, hand them over when they go, and take over from one that was killed', async () => {
    // As configured by default: the clusters of a replica that was killed are taken over within 30 seconds.
    const defaults = {};
    const [a, b, c] = await Promise.all([
      start('a', defaults),
      start('b', defaults),
      start('c', defaults),
    ]);
    await expectSpread({ a: 3, b: 3, c: 3 });
    await followed('second');

    await b.kill();
    const killedAt = Date.now();
    const ofB = await held('b');
    expect(ofB).toHaveLength(3);
    for (const cluster of ofB) {
      simulator.cluster(cluster).api.create(kustomization('orphan'), manager);
    }
    await eventually(async () => expect(await held('b')).toEqual([]), 30_000);
    expect(Date.now() - killedAt).toBeLessThan(30_000);
    await eventually(async () =>
      expect((await names()).filter(n => n === 'orphan')).toHaveLength(3),
    );

    await a.stop();
    // At once: nobody waits for a lease to end.
    expect(await held('a')).toEqual([]);
    await expectSpread({ c: 9 });
    await start('d', defaults);
    await Promise.race([
      expectSpread({ c: 5, d: 4 }),
      expectSpread({ c: 4, d: 5 }),
    ]);
    await followed('last');
    await c.stop();
    expect(await intruders()).toEqual([]);
  });

  it('write nothing that they may not after a pause longer than their lease', async () => {
    const a = await start('a');
    await expectSpread({ a: 9 });
    await followed('second');
    a.pause();
    // What is said meanwhile waits for it in its sockets.
    for (const { api } of simulator.clusters) {
      api.create(kustomization('while-paused'), manager);
    }
    await start('b');
    await expectSpread({ b: 9 });
    await eventually(async () =>
      expect((await names()).filter(n => n === 'while-paused')).toHaveLength(9),
    );
    // Its watches have heard of something that is not there any more.
    for (const { api } of simulator.clusters) {
      const group = 'kustomize.toolkit.fluxcd.io';
      api.delete({
        group,
        kind: 'Kustomization',
        namespace: 'apps',
        name: 'while-paused',
      });
    }
    await eventually(async () =>
      expect(await names()).not.toContain('while-paused'),
    );
    a.resume();
    await Promise.race([
      expectSpread({ a: 5, b: 4 }),
      expectSpread({ a: 4, b: 5 }),
    ]);
    await followed('third');
    expect(await names()).not.toContain('while-paused');
    expect(await intruders()).toEqual([]);
  });

  it('write nothing that had waited for the database when they lost the cluster', async () => {
    const proxy = await DatabaseProxy.start(knex);
    try {
      const a = await start('a', undefined, proxy.connection);
      await expectSpread({ a: 9 });
      await followed('second');
      proxy.hang();
      deploy('main@sha1:stale');
      // It hears of it, and begins to write.
      await new Promise(resolve => setTimeout(resolve, 1_000));
      a.pause();
      await start('b');
      await expectSpread({ b: 9 });
      deploy('main@sha1:newer');
      await expectRevision('main@sha1:newer');
      // What it had begun ends without an answer, and is tried again.
      proxy.recover();
      a.resume();
      await Promise.race([
        expectSpread({ a: 5, b: 4 }),
        expectSpread({ a: 4, b: 5 }),
      ]);
      await followed('third');
      await expectRevision('main@sha1:newer');
      expect(await intruders()).toEqual([]);
    } finally {
      await proxy.close();
    }
  });
});
