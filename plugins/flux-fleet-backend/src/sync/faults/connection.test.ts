import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import type { Fault, SimulatedCluster } from '@flux-fleet/fleet-simulator';
import { testDatabases } from '../../database/__testUtils__/testDatabases';
import { eventually } from '../__testUtils__/eventually';
import { shownOf, expectShownWell } from '../__testUtils__/shownOf';
import { TamperingProxy } from '../__testUtils__/TamperingProxy';
import { kustomization, TestFleet } from '../__testUtils__/TestFleet';

jest.setTimeout(60_000);

const databases = testDatabases();
const manager = { manager: 'test' };
const key = (name: string) => ({
  group: 'kustomize.toolkit.fluxcd.io',
  kind: 'Kustomization',
  namespace: 'apps',
  name,
});

describe.each(databases.eachSupportedId())('Connections, %p', databaseId => {
  let fleet: TestFleet;
  let cluster: SimulatedCluster;
  let proxy: TamperingProxy;

  beforeEach(async () => {
    fleet = await TestFleet.start(await databases.init(databaseId));
    cluster = fleet.addCluster('alpha');
    proxy = await TamperingProxy.start(cluster.server);
    cluster.api.create(kustomization('one'), manager);
    cluster.api.create(kustomization('two'), manager);
  });

  afterEach(async () => {
    await fleet.close();
    await proxy.close();
  });

  const definition = (server = proxy.server, token = cluster.token) => ({
    name: 'alpha',
    environment: 'dev',
    connection: { server, token },
  });
  const start = (requestTimeoutMs = 5_000) =>
    fleet.startSync({ requestTimeoutMs }, [definition()]);

  it('goes on where it was when a cluster that was down is back', async () => {
    await start();
    const before = await expectShownWell(fleet, 'alpha', ['one', 'two']);
    cluster.takeDown();
    const during = await eventually(async () => {
      const shown = await shownOf(fleet, 'alpha');
      expect(shown).toMatchObject({
        state: 'unreachable',
        message: expect.stringMatching(/^The API server at 127\.0\.0\.1:\d+ /),
        nextTryAt: expect.any(String),
        lastSyncedAt: before.lastSyncedAt,
        fresh: [],
        stale: ['one', 'two'],
      });
      return shown;
    });
    expect(during.since > before.since).toBe(true);
    const [{ staleSince }] = await fleet.resources();
    expect(staleSince! >= before.since).toBe(true);
    // It is tried again, and is down since the same time.
    await eventually(async () => {
      const { nextTryAt, since } = await shownOf(fleet, 'alpha');
      expect(nextTryAt! > during.nextTryAt!).toBe(true);
      expect(since).toBe(during.since);
    });
    cluster.api.delete(key('one'));
    cluster.api.create(kustomization('three'), manager);
    cluster.bringBack();
    await expectShownWell(fleet, 'alpha', ['three', 'two']);
    expect(proxy.lists('kustomizations')).toBe(1);
  });

  it('lists again when a cluster comes back that forgot the place', async () => {
    await start();
    await expectShownWell(fleet, 'alpha', ['one', 'two']);
    cluster.takeDown();
    await eventually(async () =>
      expect((await shownOf(fleet, 'alpha')).state).toBe('unreachable'),
    );
    cluster.api.delete(key('one'));
    cluster.compactHistory();
    cluster.bringBack();
    await expectShownWell(fleet, 'alpha', ['two']);
    expect(proxy.lists('kustomizations')).toBe(2);
  });

  it('lists again when a cluster comes back that was restored to before', async () => {
    const restored = fleet.simulator.addCluster({
      name: 'restored',
      definitions: cluster.api.definitions().filter(({ custom }) => custom),
      token: cluster.token,
    });
    restored.api.create(
      { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'apps' } },
      manager,
    );
    restored.api.create(kustomization('two'), manager);
    await start();
    await expectShownWell(fleet, 'alpha', ['one', 'two']);
    for (let i = 0; i < 50; i++) {
      cluster.api.patch(
        key('one'),
        { metadata: { labels: { round: `${i}` } } },
        manager,
      );
    }
    await eventually(async () =>
      expect((await fleet.resources())[0].labels).toEqual({ round: '49' }),
    );
    cluster.takeDown();
    proxy.target = restored.server;
    await expectShownWell(fleet, 'alpha', ['two']);
    restored.api.create(kustomization('three'), manager);
    await expectShownWell(fleet, 'alpha', ['three', 'two']);
  });

  it('notices a cluster that says nothing any more, though its connections stay open', async () => {
    await start(800);
    await expectShownWell(fleet, 'alpha', ['one', 'two']);
    cluster.faults.add({ kind: 'hang' });
    await eventually(async () =>
      expect(await shownOf(fleet, 'alpha')).toMatchObject({
        state: 'unreachable',
        message: expect.stringMatching(/did not answer within \d+ seconds/),
        stale: ['one', 'two'],
      }),
    );
    cluster.faults.clear();
    await expectShownWell(fleet, 'alpha', ['one', 'two']);
  });

  it('is connected to a slow cluster', async () => {
    cluster.faults.add({
      kind: 'latency',
      milliseconds: 100,
      jitterMilliseconds: 200,
    });
    await start();
    await expectShownWell(fleet, 'alpha', ['one', 'two']);
    cluster.api.create(kustomization('three'), manager);
    await expectShownWell(fleet, 'alpha', ['one', 'three', 'two']);
  });

  it.each<[string, Fault]>([
    ['does not answer', { kind: 'hang' }],
    [
      'hangs in discovery',
      { kind: 'hang', where: { verb: ['discovery', 'list'] } },
    ],
    ['is overloaded', { kind: 'status', code: 429, retryAfterSeconds: 1 }],
  ])(
    'starts others while the only place to start is with one that %s',
    async (_, fault) => {
      const beta = fleet.addCluster('beta');
      beta.api.create(kustomization('other'), manager);
      cluster.faults.add(fault);
      await fleet.startSync({ concurrency: 1, requestTimeoutMs: 900 });
      await expectShownWell(fleet, 'beta', ['other']);
      expect((await shownOf(fleet, 'alpha')).state).not.toBe('connected');
    },
  );

  it('follows a cluster to another address, with another token', async () => {
    const sync = await start();
    const { since } = await expectShownWell(fleet, 'alpha', ['one', 'two']);
    const { uid } = await fleet.cluster('alpha');
    const moved = await TamperingProxy.start(cluster.server);
    try {
      cluster.addToken({
        token: 'other',
        rules: [{ apiGroups: ['*'], resources: ['*'], verbs: ['*'] }],
      });
      await proxy.close();
      await eventually(async () =>
        expect((await shownOf(fleet, 'alpha')).state).toBe('unreachable'),
      );
      cluster.api.delete(key('one'));
      await sync.registry.publish('simulator', [
        definition(moved.server, 'other'),
      ]);
      const after = await expectShownWell(fleet, 'alpha', ['two']);
      expect(after.since > since).toBe(true);
      expect((await fleet.cluster('alpha')).uid).toBe(uid);
      // Another cluster may be there: nothing is taken for granted.
      expect(moved.lists('kustomizations')).toBe(1);
    } finally {
      await fleet.stopSync();
      await moved.close();
    }
  });

  it('says that the credentials are refused, and goes on when they are replaced', async () => {
    const rules = [{ apiGroups: ['*'], resources: ['*'], verbs: ['*'] }];
    cluster.addToken({ token: 'first', rules });
    const sync = await fleet.startSync({}, [definition(proxy.server, 'first')]);
    await expectShownWell(fleet, 'alpha', ['one', 'two']);
    cluster.removeToken('first');
    await eventually(async () =>
      expect(await shownOf(fleet, 'alpha')).toMatchObject({
        state: 'unauthorized',
        message: expect.stringMatching(/credentials \(401\)/),
        nextTryAt: expect.any(String),
        stale: ['one', 'two'],
      }),
    );
    cluster.api.delete(key('one'));
    cluster.addToken({ token: 'second', rules });
    await sync.registry.publish('simulator', [
      definition(proxy.server, 'second'),
    ]);
    await expectShownWell(fleet, 'alpha', ['two']);
  });

  it.each([-86_400_000, 86_400_000])(
    'does not mind a clock that is off by %d milliseconds',
    async milliseconds => {
      cluster.faults.add({ kind: 'clockSkew', milliseconds });
      await start();
      const { since } = await expectShownWell(fleet, 'alpha', ['one', 'two']);
      cluster.api.create(kustomization('three'), manager);
      await expectShownWell(fleet, 'alpha', ['one', 'three', 'two']);
      expect(Math.abs(Date.parse(since) - Date.now())).toBeLessThan(60_000);
    },
  );

  it('names an address where nobody listens, and one that is no API server', async () => {
    const silent = createServer(socket =>
      socket.resume().end('HTTP/1.1 200 OK\r\n\r\n'),
    );
    await new Promise<void>(resolve =>
      silent.listen(0, '127.0.0.1', () => resolve()),
    );
    const { port } = silent.address() as AddressInfo;
    try {
      const sync = await fleet.startSync({}, [
        definition(`http://127.0.0.1:${port}`),
      ]);
      await eventually(async () =>
        expect(await shownOf(fleet, 'alpha')).toMatchObject({
          state: 'unreachable',
          message: expect.stringMatching(/not JSON/),
        }),
      );
      await new Promise(resolve => silent.close(resolve));
      await eventually(async () =>
        expect(await shownOf(fleet, 'alpha')).toMatchObject({
          state: 'unreachable',
          message: `The API server at 127.0.0.1:${port} refuses connections`,
        }),
      );
      await sync.registry.publish('simulator', [definition()]);
      await expectShownWell(fleet, 'alpha', ['one', 'two']);
    } finally {
      silent.close();
    }
  });
});
