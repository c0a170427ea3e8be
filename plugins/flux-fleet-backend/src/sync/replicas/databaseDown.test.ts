import { FleetSimulator } from '@flux-fleet/fleet-simulator';
import type { Knex } from 'knex';
import { DatabaseProxy } from '../../database/__testUtils__/DatabaseProxy';
import { testDatabases } from '../../database/__testUtils__/testDatabases';
import { eventually } from '../__testUtils__/eventually';
import { fluxDefinitions } from '../__testUtils__/fluxDefinitions';
import { kustomization } from '../__testUtils__/TestFleet';
import { ReplicaProcess } from './__testUtils__/ReplicaProcess';

jest.setTimeout(120_000);

const manager = { manager: 'test' };
const group = 'kustomize.toolkit.fluxcd.io';
const databases = testDatabases();
const postgres = databases
  .eachSupportedId()
  .filter(([id]) => id === 'POSTGRES_18');

describe.each(postgres)('The sync without its database, %p', databaseId => {
  let knex: Knex;
  let proxy: DatabaseProxy;
  let simulator: FleetSimulator;
  let replica: ReplicaProcess;

  beforeEach(async () => {
    knex = await databases.init(databaseId);
    proxy = await DatabaseProxy.start(knex);
    simulator = await FleetSimulator.start();
    for (const name of ['alpha', 'beta']) {
      const { api } = simulator.addCluster({
        name,
        definitions: fluxDefinitions(['Kustomization']),
      });
      api.create(
        { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'apps' } },
        manager,
      );
      for (let i = 0; i < 50; i++) api.create(kustomization(`k-${i}`), manager);
    }
    replica = await ReplicaProcess.start({
      replica: 'only',
      connection: proxy.connection,
      clusters: simulator.clusters.map(({ name, server, token }) => ({
        name,
        environment: 'dev',
        connection: { server, token },
      })),
      sync: { lease: '2s', probeInterval: '1s' },
    });
    await synced();
  });

  afterEach(async () => {
    await replica.kill();
    await simulator.close();
    await proxy.close();
  });

  /** Waits until the index has what the clusters have, and says that all is well. */
  async function synced(): Promise<void> {
    await eventually(async () => {
      const rows: string[] = await knex('resources').select(
        'cluster',
        'name',
        'uid',
      );
      const objects = simulator.clusters.flatMap(({ name: cluster, api }) =>
        api
          .list(group, 'Kustomization')
          .map(({ metadata: { name, uid } }) => ({ cluster, name, uid })),
      );
      expect(new Set(rows.map(row => JSON.stringify(row)))).toEqual(
        new Set(objects.map(object => JSON.stringify(object))),
      );
      expect(await knex('cluster_health').pluck('state')).toEqual([
        'connected',
        'connected',
      ]);
    }, 60_000);
  }

  /** More than may wait for the database; with what is deleted and what is there anew. */
  function changeMuch(): void {
    for (const { api } of simulator.clusters) {
      for (let i = 0; i < 3_000; i++) {
        api.create(kustomization(`new-${i}`), manager);
      }
      for (let i = 0; i < 20; i++) {
        const key = { group, kind: 'Kustomization', namespace: 'apps' };
        api.delete({ ...key, name: `k-${i}` });
        if (i % 2) api.create(kustomization(`k-${i}`), manager);
      }
    }
  }

  it('loses nothing of what changed while the database was down, and does not end', async () => {
    await proxy.goDown();
    changeMuch();
    // Several rounds of everything that happens in intervals.
    await new Promise(resolve => setTimeout(resolve, 4_000));
    await proxy.comeBack();
    await synced();
    expect(replica.isRunning).toBe(true);
  });

  it('loses nothing of what changed while a cluster was away too', async () => {
    await proxy.goDown();
    simulator.cluster('alpha').takeDown();
    changeMuch();
    await new Promise(resolve => setTimeout(resolve, 3_000));
    simulator.cluster('alpha').bringBack();
    await proxy.comeBack();
    await synced();
    expect(replica.isRunning).toBe(true);
  });

  it('comes back when connections were cut again and again', async () => {
    for (let i = 0; i < 5; i++) {
      await proxy.goDown();
      simulator.cluster('beta').api.create(kustomization(`cut-${i}`), manager);
      await proxy.comeBack();
      await new Promise(resolve => setTimeout(resolve, 300));
    }
    await synced();
    expect(replica.isRunning).toBe(true);
  });
});
