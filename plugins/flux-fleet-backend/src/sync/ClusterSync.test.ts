import { testDatabases } from '../database/__testUtils__/testDatabases';
import { eventually } from './__testUtils__/eventually';
import { kustomization, TestFleet } from './__testUtils__/TestFleet';

jest.setTimeout(60_000);

const databases = testDatabases();
const manager = { manager: 'test' };

describe.each(databases.eachSupportedId())('ClusterSync, %p', databaseId => {
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

  it('shows a cluster that is down as down, keeps its rows, and spares the others', async () => {
    const alpha = fleet.addCluster('alpha');
    const beta = fleet.addCluster('beta');
    alpha.api.create(kustomization('one'), manager);
    await fleet.startSync();
    await connected('alpha');
    await connected('beta');

    alpha.takeDown();
    await eventually(async () =>
      expect((await fleet.cluster('alpha')).health).toMatchObject({
        state: 'unreachable',
        message: expect.stringContaining('127.0.0.1'),
        nextTryAt: expect.any(String),
      }),
    );
    beta.api.create(kustomization('two'), manager);
    await eventually(async () =>
      expect(
        (await fleet.resources()).map(({ name, stale }) => [name, stale]),
      ).toEqual([
        ['one', true],
        ['two', false],
      ]),
    );
    expect((await fleet.cluster('beta')).health.state).toBe('connected');

    alpha.bringBack();
    alpha.api.create(kustomization('three'), manager);
    await connected('alpha');
    expect((await fleet.resources()).filter(({ stale }) => stale)).toEqual([]);
    expect(await fleet.names()).toEqual(['one', 'three', 'two']);
  });

  it('shows a cluster as degraded when one kind is forbidden, and recovers', async () => {
    const cluster = fleet.addCluster('alpha');
    cluster.api.create(kustomization('one'), manager);
    const lift = cluster.faults.add({
      kind: 'status',
      code: 403,
      where: { plural: 'helmreleases' },
    });
    await fleet.startSync();
    await eventually(async () =>
      expect(await fleet.cluster('alpha')).toMatchObject({
        health: { state: 'degraded', message: '1 of 2 kinds cannot be read' },
        unreadableKinds: [
          { kind: 'HelmRelease', message: expect.stringContaining('403') },
        ],
      }),
    );
    expect(await fleet.names()).toEqual(['one']);
    lift();
    expect((await connected('alpha')).unreadableKinds).toEqual([]);
  });

  it('shows a cluster that refuses the token as unauthorized', async () => {
    const cluster = fleet.addCluster('alpha');
    const definition = fleet.definition(cluster);
    await fleet.startSync({}, [
      { ...definition, connection: { server: cluster.server, token: 'wrong' } },
    ]);
    await eventually(async () =>
      expect((await fleet.cluster('alpha')).health).toMatchObject({
        state: 'unauthorized',
        message: expect.stringContaining('401'),
      }),
    );
  });

  it('notices a token that is revoked while it watches', async () => {
    const cluster = fleet.addCluster('alpha');
    cluster.api.create(kustomization('one'), manager);
    cluster.addToken({
      token: 'temporary',
      rules: [{ apiGroups: ['*'], resources: ['*'], verbs: ['*'] }],
    });
    await fleet.startSync({}, [
      {
        name: 'alpha',
        environment: 'dev',
        connection: { server: cluster.server, token: 'temporary' },
      },
    ]);
    await connected('alpha');
    cluster.removeToken('temporary');
    await eventually(async () =>
      expect((await fleet.cluster('alpha')).health.state).toBe('unauthorized'),
    );
    expect(await fleet.resources()).toEqual([
      expect.objectContaining({ name: 'one', stale: true }),
    ]);
  });

  it('waits out a server that is overloaded, as long as it asks', async () => {
    const cluster = fleet.addCluster('alpha');
    cluster.api.create(kustomization('one'), manager);
    cluster.faults.add({
      kind: 'status',
      code: 429,
      retryAfterSeconds: 1,
      times: 2,
      where: { plural: 'kustomizations' },
    });
    await fleet.startSync();
    await eventually(async () =>
      expect((await fleet.cluster('alpha')).unreadableKinds).toEqual([
        expect.objectContaining({ message: expect.stringContaining('429') }),
      ]),
    );
    await connected('alpha');
    expect(await fleet.names()).toEqual(['one']);
  });
});
