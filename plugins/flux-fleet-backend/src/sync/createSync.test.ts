import { testDatabases } from '../database/__testUtils__/testDatabases';
import { eventually } from './__testUtils__/eventually';
import { fluxDefinitions } from './__testUtils__/fluxDefinitions';
import { kustomization, TestFleet } from './__testUtils__/TestFleet';

jest.setTimeout(60_000);

const databases = testDatabases();
const manager = { manager: 'test' };
const asStatus = { manager: 'test', subresource: 'status' } as const;
const key = (name: string) => ({
  group: 'kustomize.toolkit.fluxcd.io',
  kind: 'Kustomization',
  namespace: 'apps',
  name,
});

function ready(status: string, reason: string) {
  return {
    status: {
      conditions: [
        {
          type: 'Ready',
          status,
          reason,
          message: reason,
          lastTransitionTime: '2026-02-03T04:05:06Z',
        },
      ],
    },
  };
}

describe.each(databases.eachSupportedId())('createSync, %p', databaseId => {
  let fleet: TestFleet;

  beforeEach(async () => {
    fleet = await TestFleet.start(await databases.init(databaseId));
  });

  afterEach(async () => {
    await fleet.close();
  });

  const connected = (name: string) =>
    eventually(async () => {
      const cluster = await fleet.cluster(name);
      expect(cluster.health.state).toBe('connected');
      return cluster;
    });

  it('lists what is there and sees what is created, changed and deleted', async () => {
    const { api } = fleet.addCluster('alpha');
    api.create(kustomization('one'), manager);
    await fleet.startSync();
    const { uid, lastSyncedAt, versions } = await connected('alpha');
    expect(lastSyncedAt).not.toBeNull();
    expect(versions.kubernetes).toMatch(/^v1\./);
    expect(await fleet.resources()).toEqual([
      expect.objectContaining({
        cluster: 'alpha',
        environment: 'dev',
        name: 'one',
        version: 'v1',
        status: 'Ready',
        since: '2026-01-02T03:04:05.000Z',
        shortRevision: 'main@0123456',
        stale: false,
      }),
    ]);

    fleet.signals.length = 0;
    api.create(kustomization('two'), manager);
    await eventually(async () =>
      expect(await fleet.names()).toEqual(['one', 'two']),
    );
    api.patch(key('one'), ready('False', 'BuildFailed'), asStatus);
    await eventually(async () =>
      expect((await fleet.resources())[0]).toMatchObject({
        status: 'Failed',
        reason: 'BuildFailed',
      }),
    );
    api.delete(key('two'));
    await eventually(async () => expect(await fleet.names()).toEqual(['one']));
    await eventually(() =>
      expect(fleet.signals.some(s => s.resourcesOf.includes(uid))).toBe(true),
    );
  });

  it('pages through long lists and writes nothing again when it lists again', async () => {
    const cluster = fleet.addCluster('alpha');
    for (let i = 0; i < 730; i++) {
      cluster.api.create(kustomization(`k-${i}`), manager);
    }
    const sync = await fleet.startSync();
    await connected('alpha');
    expect(await fleet.names()).toHaveLength(730);

    const write = jest.spyOn(sync.writer, 'write');
    cluster.compactHistory();
    cluster.closeWatches();
    cluster.faults.add({ kind: 'gone', times: 2, where: { verb: 'watch' } });
    await eventually(() =>
      expect(write.mock.results.length).toBeGreaterThan(0),
    );
    cluster.api.delete(key('k-7'));
    await eventually(async () => expect(await fleet.names()).toHaveLength(729));
    const results = await Promise.all(write.mock.results.map(r => r.value));
    const counts = results.flatMap(result => [...result.counts.values()]);
    expect(counts.map(({ written }) => written)).toEqual(counts.map(() => 0));
    expect(counts.some(({ unchanged }) => unchanged > 0)).toBe(true);
  });

  it('deletes what vanished while nobody watched, and keeps rows over a restart, stale until synced', async () => {
    const cluster = fleet.addCluster('alpha');
    cluster.api.create(kustomization('one'), manager);
    cluster.api.create(kustomization('two'), manager);
    await fleet.startSync();
    const before = await connected('alpha');
    await fleet.stopSync();
    await eventually(() => expect(cluster.stats().openWatches).toBe(0));

    cluster.api.delete(key('two'));
    cluster.faults.add({ kind: 'hang', where: { verb: 'list' } });
    await fleet.startSync();
    await eventually(async () =>
      expect((await fleet.cluster('alpha')).health.state).toBe('connecting'),
    );
    const kept = await fleet.resources();
    expect(kept.map(({ name, stale }) => ({ name, stale }))).toEqual([
      { name: 'one', stale: true },
      { name: 'two', stale: true },
    ]);

    cluster.faults.clear();
    const after = await connected('alpha');
    expect(after.uid).toBe(before.uid);
    expect(after.version).toBe(before.version);
    const rows = await fleet.resources();
    expect(rows.map(({ name, stale }) => ({ name, stale }))).toEqual([
      { name: 'one', stale: false },
    ]);
  });

  it('goes on beside malformed and huge objects and broken answers', async () => {
    const cluster = fleet.addCluster('alpha');
    cluster.api.create(kustomization('one'), manager);
    cluster.api.create(
      kustomization('odd', {
        status: {
          conditions: [
            {
              type: 'Ready',
              status: 'False',
              reason: 'X',
              message: 'a\0b\ud800',
            },
          ],
        },
      }),
      manager,
    );
    cluster.faults.add({ kind: 'malformed', what: 'text', times: 1 });
    cluster.faults.add({
      kind: 'huge',
      bytes: 9 * 1024 * 1024,
      where: { verb: ['list', 'watch'], plural: 'kustomizations' },
      times: 2,
    });
    await fleet.startSync();
    await connected('alpha');
    expect(await fleet.names()).toEqual(['odd', 'one']);
    cluster.api.create(kustomization('two'), manager);
    await eventually(async () =>
      expect(await fleet.names()).toEqual(['odd', 'one', 'two']),
    );
    cluster.faults.add({
      kind: 'halfWritten',
      times: 1,
      where: { verb: 'watch' },
    });
    cluster.closeWatches();
    cluster.api.create(kustomization('three'), manager);
    await eventually(async () => expect(await fleet.names()).toHaveLength(4));
  });

  it('follows kinds that come and go', async () => {
    const cluster = fleet.addCluster('alpha');
    cluster.api.create(kustomization('one'), manager);
    await fleet.startSync({ rediscoverIntervalMs: 300 });
    await connected('alpha');
    cluster.api.undefine('kustomize.toolkit.fluxcd.io', 'Kustomization');
    await eventually(async () => expect(await fleet.names()).toEqual([]));
    await connected('alpha');
    const [definition] = fluxDefinitions(['Kustomization']);
    cluster.api.define(definition);
    cluster.api.create(kustomization('back'), manager);
    await eventually(async () => expect(await fleet.names()).toEqual(['back']));
  });

  it('keeps showing the settled status while an unchanged resource reconciles', async () => {
    const { api } = fleet.addCluster('alpha');
    api.create(kustomization('one'), manager);
    await fleet.startSync();
    await connected('alpha');
    api.patch(key('one'), ready('Unknown', 'Progressing'), asStatus);
    const reconcilingSince = await eventually(async () => {
      const [row] = await fleet.resources();
      expect(row.status).toBe('Ready');
      expect(row.reconcilingSince).not.toBeNull();
      return row.reconcilingSince;
    });
    // A restart does not forget since when.
    await fleet.stopSync();
    await fleet.startSync();
    await connected('alpha');
    const [row] = await fleet.resources();
    expect(row).toMatchObject({ status: 'Ready', reconcilingSince });
  });

  it('unregisters clusters that a source no longer has', async () => {
    const alpha = fleet.addCluster('alpha');
    const beta = fleet.addCluster('beta');
    alpha.api.create(kustomization('one'), manager);
    beta.api.create(kustomization('two'), manager);
    const { registry } = await fleet.startSync();
    await connected('alpha');
    await connected('beta');
    await registry.publish('simulator', [fleet.definition(beta)]);
    expect(await fleet.names()).toEqual(['two']);
    await expect(fleet.cluster('alpha')).rejects.toThrow('no cluster');
    await eventually(() => expect(alpha.stats().openWatches).toBe(0));
  });
});
