import type { SimulatedCluster } from '@flux-fleet/fleet-simulator';
import { testDatabases } from '../../database/__testUtils__/testDatabases';
import { eventually } from '../__testUtils__/eventually';
import { shownOf, expectShownWell } from '../__testUtils__/shownOf';
import {
  TamperingProxy,
  type ProxiedEvent,
} from '../__testUtils__/TamperingProxy';
import {
  helmRelease,
  kustomization,
  TestFleet,
} from '../__testUtils__/TestFleet';

jest.setTimeout(60_000);

const databases = testDatabases();
const manager = { manager: 'test' };
const WATCH = { verb: 'watch', plural: 'kustomizations' } as const;
const key = (name: string) => ({
  group: 'kustomize.toolkit.fluxcd.io',
  kind: 'Kustomization',
  namespace: 'apps',
  name,
});

describe('Watches', () => {
  let fleet: TestFleet;
  let cluster: SimulatedCluster;
  let proxy: TamperingProxy;

  beforeEach(async () => {
    fleet = await TestFleet.start(await databases.init('SQLITE_3'));
    cluster = fleet.addCluster('alpha');
    proxy = await TamperingProxy.start(cluster.server);
    cluster.api.create(kustomization('one'), manager);
    cluster.api.create(helmRelease('release'), manager);
  });

  afterEach(async () => {
    await fleet.close();
    await proxy.close();
  });

  const watching = () =>
    eventually(() => {
      expect(proxy.openWatches('kustomizations')).toBe(1);
      expect(proxy.openWatches('helmreleases')).toBe(1);
    });
  const start = async (watchTimeoutMs = 60_000) => {
    await fleet.startSync({ watchTimeoutMs }, [
      {
        name: 'alpha',
        environment: 'dev',
        connection: { server: proxy.server, token: cluster.token },
      },
    ]);
    await expectShownWell(fleet, 'alpha', ['one', 'release']);
    await watching();
  };
  const bookmark = (resourceVersion?: number) => ({
    type: 'BOOKMARK',
    object: { metadata: { resourceVersion: resourceVersion?.toString() } },
  });
  const places = () =>
    proxy
      .watches('kustomizations')
      .map(({ query }) => Number(query.get('resourceVersion')));
  const create = (name: string) =>
    cluster.api.create(kustomization(name), manager);

  it('goes on after ten ends without listing again, and misses nothing', async () => {
    await start();
    const names = ['one', 'release'];
    for (let i = 0; i < 10; i++) {
      create(`k-${i}`);
      cluster.api.create(helmRelease(`r-${i}`), manager);
      names.push(`k-${i}`, `r-${i}`);
      await expectShownWell(fleet, 'alpha', [...names].sort());
      cluster.closeWatches();
      cluster.api.patch(
        key('one'),
        { metadata: { labels: { round: `${i}` } } },
        manager,
      );
      await watching();
    }
    await eventually(async () =>
      expect(
        (await fleet.resources()).find(({ name }) => name === 'one')?.labels,
      ).toEqual({ round: '9' }),
    );
    expect(proxy.lists('kustomizations')).toBe(1);
    expect(proxy.lists('helmreleases')).toBe(1);
  });

  it('goes on from a bookmark, and not from one that does not say where', async () => {
    await start();
    cluster.api.create(helmRelease('newer'), manager);
    const { resourceVersion } = cluster.stats();
    expect(places()).not.toContain(resourceVersion);
    expect(proxy.say('kustomizations', bookmark(resourceVersion))).toBe(1);
    expect(proxy.say('kustomizations', bookmark())).toBe(1);
    create('two');
    await eventually(async () =>
      expect(await fleet.names()).toEqual(['newer', 'one', 'release', 'two']),
    );
    proxy.say('kustomizations', bookmark(cluster.stats().resourceVersion));
    cluster.closeWatches();
    await eventually(() =>
      expect(places()).toContain(cluster.stats().resourceVersion),
    );
    await expectShownWell(fleet, 'alpha', ['newer', 'one', 'release', 'two']);
    expect(proxy.lists('kustomizations')).toBe(1);
  });

  it.each(['status', 'event'] as const)(
    'lists again, and stays connected, when its place is forgotten (410 as %s)',
    async as => {
      await start();
      const before = await shownOf(fleet, 'alpha');
      cluster.faults.add({ kind: 'gone', as, where: WATCH, times: 1 });
      cluster.closeWatches();
      cluster.api.delete(key('one'));
      create('two');
      const after = await expectShownWell(fleet, 'alpha', ['release', 'two']);
      expect(after.since).toBe(before.since);
      expect(proxy.lists('kustomizations')).toBe(2);
      expect(proxy.lists('helmreleases')).toBe(1);
    },
  );

  it('lists again when history is compacted while it does not watch', async () => {
    await start();
    const lift = cluster.faults.add({
      kind: 'status',
      code: 503,
      where: WATCH,
    });
    cluster.closeWatches();
    cluster.api.delete(key('one'));
    create('two');
    cluster.compactHistory();
    lift();
    await expectShownWell(fleet, 'alpha', ['release', 'two']);
  });

  it.each<[string, ProxiedEvent | string, number]>([
    ['an ERROR of 410', error(410, 'Expired'), 2],
    ['an ERROR of 500', error(500, 'InternalError'), 1],
    ['an ERROR of nothing', { type: 'ERROR', object: {} }, 1],
    ['a line that is not JSON', '{"type":"ADDED","object', 2],
    ['an event of an unknown type', { type: 'X', object: { metadata: {} } }, 2],
    [
      'a deletion of nobody knows what',
      { type: 'DELETED', object: { metadata: {} } },
      2,
    ],
    [
      'a change from before what it had told',
      {
        type: 'MODIFIED',
        object: { metadata: { name: 'one', resourceVersion: '1' } },
      },
      2,
    ],
  ])(
    'comes back from %s, and stays connected',
    async (_, line, expectedLists) => {
      await start();
      const before = await shownOf(fleet, 'alpha');
      expect(proxy.say('kustomizations', line)).toBe(1);
      cluster.api.delete(key('one'));
      create('two');
      const after = await expectShownWell(fleet, 'alpha', ['release', 'two']);
      expect(after.since).toBe(before.since);
      expect(proxy.lists('kustomizations')).toBe(expectedLists);
    },
  );

  it('comes back from a watch that is cut in the middle of an event, without listing again', async () => {
    await start();
    cluster.faults.add({ kind: 'halfWritten', where: WATCH, times: 1 });
    cluster.closeWatches();
    await watching();
    create('two');
    await expectShownWell(fleet, 'alpha', ['one', 'release', 'two']);
    expect(proxy.lists('kustomizations')).toBe(1);
  });

  it('comes back from silence', async () => {
    // The server keeps watches open for longer than it is asked to, and nothing comes through the first ones.
    proxy.onQuery = query => query.delete('timeoutSeconds');
    proxy.onEvent = (event, request) =>
      proxy.watches('kustomizations').slice(0, 2).includes(request)
        ? []
        : [event];
    await start(1_000);
    const before = await shownOf(fleet, 'alpha');
    create('two');
    const after = await expectShownWell(fleet, 'alpha', [
      'one',
      'release',
      'two',
    ]);
    expect(proxy.watches('kustomizations')).toHaveLength(3);
    expect(proxy.lists('kustomizations')).toBe(1);
    expect(after.since).toBe(before.since);
  });

  it('shows a kind whose watch is refused for long as not readable, and as well again when a watch holds, though nothing happens', async () => {
    await start();
    const lift = cluster.faults.add({
      kind: 'status',
      code: 503,
      where: WATCH,
    });
    cluster.closeWatches();
    create('two');
    const during = await eventually(async () => {
      const shown = await shownOf(fleet, 'alpha');
      expect(shown).toMatchObject({
        state: 'degraded',
        message: '1 of 2 kinds cannot be read',
        unreadable: [
          {
            kind: 'Kustomization',
            message: expect.stringContaining('answers 503'),
          },
        ],
        fresh: ['release'],
        stale: ['one'],
      });
      return shown;
    });
    cluster.api.delete(key('two'));
    const { watchEvents } = cluster.stats();
    lift();
    const after = await expectShownWell(fleet, 'alpha', ['one', 'release']);
    expect(after.since > during.since).toBe(true);
    // Of what happened meanwhile there were two events; no other was needed.
    expect(cluster.stats().watchEvents).toBeLessThanOrEqual(watchEvents + 2);
  });

  it('shows a kind whose watches end as soon as they begin as not readable', async () => {
    await start();
    const close = setInterval(() => cluster.closeWatches(), 20);
    try {
      await eventually(async () =>
        expect((await shownOf(fleet, 'alpha')).unreadable).toContainEqual(
          expect.objectContaining({
            message: expect.stringContaining('as soon as they begin'),
          }),
        ),
      );
    } finally {
      clearInterval(close);
    }
    create('two');
    await expectShownWell(fleet, 'alpha', ['one', 'release', 'two']);
  });
});

function error(code: number, reason: string): ProxiedEvent {
  const message = `a ${reason}`;
  return {
    type: 'ERROR',
    object: { kind: 'Status', status: 'Failure', code, reason, message },
  };
}
