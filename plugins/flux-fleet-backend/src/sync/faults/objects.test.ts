import type { SimulatedCluster } from '@flux-fleet/fleet-simulator';
import { testDatabases } from '../../database/__testUtils__/testDatabases';
import { eventually } from '../__testUtils__/eventually';
import { shownOf, expectShownWell } from '../__testUtils__/shownOf';
import { asItIs, TamperingProxy } from '../__testUtils__/TamperingProxy';
import { kustomization, TestFleet } from '../__testUtils__/TestFleet';

jest.setTimeout(60_000);

const databases = testDatabases();
const manager = { manager: 'test' };
const MEBIBYTE = 1024 * 1024;

/** A Kustomization that fails for a reason, as the API server would tell it. */
function failing(name: string, message: string, parts: object = {}) {
  const { status, metadata, ...rest } = kustomization(name);
  return {
    ...rest,
    metadata: { ...metadata, uid: `uid-${name}`, ...parts },
    status: {
      ...status,
      conditions: [
        { type: 'Ready', status: 'False', reason: 'BuildFailed', message },
      ],
    },
  };
}

describe.each(databases.eachSupportedId())('Odd objects, %p', databaseId => {
  let fleet: TestFleet;
  let cluster: SimulatedCluster;
  let proxy: TamperingProxy;

  beforeEach(async () => {
    fleet = await TestFleet.start(await databases.init(databaseId));
    cluster = fleet.addCluster('alpha');
    proxy = await TamperingProxy.start(cluster.server);
    cluster.api.create(kustomization('one'), manager);
  });

  afterEach(async () => {
    await fleet.close();
    await proxy.close();
  });

  const start = (watchTimeoutMs = 60_000) =>
    fleet.startSync({ watchTimeoutMs }, [
      {
        name: 'alpha',
        environment: 'dev',
        connection: { server: proxy.server, token: cluster.token },
      },
    ]);

  const addItems = (...items: unknown[]) => {
    proxy.onList = (list, { plural }) =>
      plural === 'kustomizations'
        ? { ...list, items: [...list.items, ...items] }
        : list;
  };

  it.each([
    ['null', null],
    ['a text', 'hello'],
    ['a list', []],
    ['an object without metadata', { kind: 'Kustomization' }],
    ['an object without name', { metadata: { namespace: 'apps' } }],
    ['an object with a number for a name', { metadata: { name: 7 } }],
  ])('leaves %s out, says so, and has the rest', async (_, item) => {
    cluster.api.create(kustomization('two'), manager);
    addItems(item);
    await start(1_000);
    await eventually(async () =>
      expect(await shownOf(fleet, 'alpha')).toMatchObject({
        state: 'connected',
        message: expect.stringContaining('(1 of Kustomization)'),
        unreadable: [],
        fresh: ['one', 'two'],
        stale: [],
      }),
    );
    // It lists again at the end of the watch, and finds that all is well.
    proxy.onList = asItIs;
    await expectShownWell(fleet, 'alpha', ['one', 'two']);
  });

  it('takes what databases refuse out of names, labels and messages', async () => {
    addItems(
      failing('nul\0l', 'a\0b', { labels: { 'te\0am': 'x\ud800y' } }),
      failing('half\udc00', 'x\ud800y'),
    );
    await start();
    await expectShownWell(fleet, 'alpha', ['half\ufffd', 'nul\ufffdl', 'one']);
    const [half, nul] = await fleet.resources();
    expect(half.message).toBe('x\ufffdy');
    expect(nul).toMatchObject({
      message: 'a\ufffdb',
      labels: { 'te\ufffdam': 'x\ufffdy' },
    });
  });

  it('has one row for a name that is there twice, and one for what has no namespace or uid', async () => {
    addItems(
      failing('two', 'first'),
      failing('two', 'second'),
      failing('bare', 'm', { namespace: undefined, uid: undefined }),
      failing('odd', 'm', { namespace: 7, uid: {}, labels: 'none' }),
    );
    await start();
    await eventually(async () =>
      expect((await shownOf(fleet, 'alpha')).fresh).toEqual([
        'bare',
        'odd',
        'one',
        'two',
      ]),
    );
    const [bare, odd, , two] = await fleet.resources();
    expect(bare).toMatchObject({ namespace: '', uid: '', status: 'Failed' });
    expect(odd).toMatchObject({ namespace: '', uid: '', labels: {} });
    expect(two.message).toBe('second');
  });

  it('keeps no more of a message of 10 MB than a part', async () => {
    addItems(failing('long', 'word '.repeat(2 * MEBIBYTE)));
    await start();
    await expectShownWell(fleet, 'alpha', ['long', 'one']);
    const [{ message }] = await fleet.resources();
    expect(message.startsWith('word word ')).toBe(true);
    expect(message.length).toBeLessThanOrEqual(4096);
  });

  it('takes fields of wrong types for missing ones', async () => {
    cluster.faults.add({ kind: 'malformed', what: 'objects' });
    await start(1_000);
    await eventually(async () =>
      expect(await shownOf(fleet, 'alpha')).toMatchObject({
        state: 'connected',
        message: expect.stringContaining('(1 of Kustomization)'),
        fresh: ['one'],
      }),
    );
    expect((await fleet.resources())[0].status).toBe('Unknown');
    // It lists again at the end of the watch, though nothing has changed.
    cluster.faults.clear();
    await expectShownWell(fleet, 'alpha', ['one']);
    expect((await fleet.resources())[0].status).toBe('Ready');
  });

  it('asks for smaller pages where pages are too large', async () => {
    for (let i = 0; i < 8; i++) {
      cluster.api.create(kustomization(`k-${i}`), manager);
    }
    proxy.onList = (list, { plural, query }) =>
      plural === 'kustomizations' && Number(query.get('limit')) > 5
        ? { ...list, padding: 'x'.repeat(65 * MEBIBYTE) }
        : list;
    await start();
    await expectShownWell(fleet, 'alpha', [
      ...Array.from({ length: 8 }, (_, i) => `k-${i}`),
      'one',
    ]);
  });

  it('reads an event that is too large from a list', async () => {
    await start();
    await expectShownWell(fleet, 'alpha', ['one']);
    proxy.onEvent = event => {
      const { metadata } = event.object;
      metadata.annotations = { huge: 'x'.repeat(9 * MEBIBYTE) };
      return [event];
    };
    cluster.api.create(kustomization('two'), manager);
    await expectShownWell(fleet, 'alpha', ['one', 'two']);
  });
});
