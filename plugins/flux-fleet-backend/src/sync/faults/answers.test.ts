import type { Fault, SimulatedCluster } from '@flux-fleet/fleet-simulator';
import { testDatabases } from '../../database/__testUtils__/testDatabases';
import { eventually } from '../__testUtils__/eventually';
import { shownOf, expectShownWell } from '../__testUtils__/shownOf';
import {
  asItIs,
  TamperingProxy,
  type ProxiedList,
} from '../__testUtils__/TamperingProxy';
import {
  helmRelease,
  kustomization,
  TestFleet,
} from '../__testUtils__/TestFleet';

jest.setTimeout(60_000);

const databases = testDatabases();
const manager = { manager: 'test' };
const MEBIBYTE = 1024 * 1024;
const where = { plural: 'helmreleases' };
const release = (name: string) => ({
  group: 'helm.toolkit.fluxcd.io',
  kind: 'HelmRelease',
  namespace: 'apps',
  name,
});

describe('Answers that fail', () => {
  let fleet: TestFleet;
  let cluster: SimulatedCluster;
  let proxy: TamperingProxy;

  const start = (requestTimeoutMs = 5_000) =>
    fleet.startSync({ requestTimeoutMs }, [
      {
        name: 'alpha',
        environment: 'dev',
        connection: { server: proxy.server, token: cluster.token },
      },
    ]);

  /** A cluster that was in sync once, and has changed since: a Kustomization more, a HelmRelease more and one less. */
  beforeEach(async () => {
    fleet = await TestFleet.start(await databases.init('SQLITE_3'));
    cluster = fleet.addCluster('alpha');
    proxy = await TamperingProxy.start(cluster.server);
    cluster.api.create(kustomization('app'), manager);
    cluster.api.create(helmRelease('kept'), manager);
    cluster.api.create(helmRelease('gone'), manager);
    await start();
    await expectShownWell(fleet, 'alpha', ['app', 'gone', 'kept']);
    await fleet.stopSync();
    cluster.api.create(kustomization('beside'), manager);
    cluster.api.create(helmRelease('new'), manager);
    cluster.api.delete(release('gone'));
  });

  afterEach(async () => {
    await fleet.close();
    await proxy.close();
  });

  const failing: Array<{
    answer: string;
    fault: Fault;
    requestTimeoutMs?: number;
    message: RegExp;
  }> = [
    {
      answer: '401',
      fault: { kind: 'status', code: 401 },
      message: /does not accept the credentials \(401\)/,
    },
    {
      answer: '403',
      fault: { kind: 'status', code: 403 },
      message: /does not allow this \(403\)/,
    },
    {
      answer: '404 of what discovery tells of',
      fault: { kind: 'status', code: 404 },
      message: /answers 404/,
    },
    {
      answer: '429 with Retry-After',
      fault: { kind: 'status', code: 429, retryAfterSeconds: 1 },
      message: /too many requests \(429\)/,
    },
    {
      answer: '400',
      fault: { kind: 'status', code: 400 },
      message: /answers 400/,
    },
    {
      answer: '500',
      fault: { kind: 'status', code: 500 },
      message: /answers 500: .*leader changed/,
    },
    {
      answer: '503',
      fault: { kind: 'status', code: 503 },
      message: /answers 503/,
    },
    {
      answer: '410 again and again',
      fault: { kind: 'gone', as: 'status' },
      message: /410/,
    },
    {
      answer: 'half an answer',
      fault: { kind: 'halfWritten' },
      message: /cut the connection|not JSON/,
    },
    {
      answer: 'something else than JSON',
      fault: { kind: 'malformed', what: 'text' },
      message: /not JSON/,
    },
    {
      answer: 'no answer',
      fault: { kind: 'hang' },
      requestTimeoutMs: 900,
      message: /did not answer within 1 seconds/,
    },
    {
      answer: 'cut connections',
      fault: { kind: 'drop' },
      message: /cut the connection/,
    },
    {
      answer: 'an object that is larger than what is read',
      fault: { kind: 'huge', bytes: 65 * MEBIBYTE },
      message: /larger than \d+ bytes/,
    },
  ];

  it.each(failing)(
    'keeps the rows of a kind that lists with $answer, as stale, and keeps the rest current',
    async ({ fault, requestTimeoutMs, message }) => {
      const lift = cluster.faults.add({ ...fault, where });
      await start(requestTimeoutMs);
      const during = await eventually(async () => {
        const shown = await shownOf(fleet, 'alpha');
        expect(shown).toMatchObject({
          state: 'degraded',
          message: '1 of 2 kinds cannot be read',
          nextTryAt: null,
          unreadable: [
            { kind: 'HelmRelease', message: expect.stringMatching(message) },
          ],
          fresh: ['app', 'beside'],
          stale: ['gone', 'kept'],
        });
        return shown;
      });
      const [{ since }] = during.unreadable;
      expect(Date.parse(since)).toBeLessThanOrEqual(Date.now());

      lift();
      const after = await expectShownWell(fleet, 'alpha', [
        'app',
        'beside',
        'kept',
        'new',
      ]);
      expect(after.since > during.since).toBe(true);
    },
  );

  it('keeps saying since when a kind cannot be read, over tries and lost connections', async () => {
    cluster.faults.add({ kind: 'status', code: 403, where });
    await start();
    const first = await eventually(async () => {
      const shown = await shownOf(fleet, 'alpha');
      expect(shown.unreadable).toHaveLength(1);
      return shown;
    });
    const { requests } = cluster.stats();
    await eventually(() =>
      expect(cluster.stats().requests.list).toBeGreaterThan(requests.list!),
    );
    expect((await shownOf(fleet, 'alpha')).unreadable).toEqual(
      first.unreadable,
    );
    cluster.takeDown();
    await eventually(async () =>
      expect((await shownOf(fleet, 'alpha')).state).toBe('unreachable'),
    );
    cluster.bringBack();
    await eventually(async () => {
      const shown = await shownOf(fleet, 'alpha');
      expect(shown.state).toBe('degraded');
      expect(shown.unreadable).toEqual(first.unreadable);
    });
  });

  const refusing: Array<{
    answer: string;
    fault: Fault;
    requestTimeoutMs?: number;
    state: string;
    message: RegExp;
  }> = [
    {
      answer: '401 to everything',
      fault: { kind: 'status', code: 401 },
      state: 'unauthorized',
      message: /does not accept the credentials \(401\)/,
    },
    {
      answer: '403 to discovery',
      fault: { kind: 'status', code: 403, where: { verb: 'discovery' } },
      state: 'unauthorized',
      message: /does not allow this \(403\)/,
    },
    {
      answer: '503 to everything',
      fault: { kind: 'status', code: 503 },
      state: 'unreachable',
      message: /answers 503/,
    },
    {
      answer: '429 to discovery',
      fault: {
        kind: 'status',
        code: 429,
        retryAfterSeconds: 1,
        where: { verb: 'discovery' },
      },
      state: 'unreachable',
      message: /too many requests \(429\)/,
    },
    {
      answer: 'half of what it serves',
      fault: { kind: 'halfWritten', where: { verb: 'discovery' } },
      state: 'unreachable',
      message: /cut the connection|not JSON/,
    },
    {
      answer: 'something else than what it serves',
      fault: { kind: 'malformed', what: 'text', where: { verb: 'discovery' } },
      state: 'unreachable',
      message: /not JSON/,
    },
    {
      answer: 'nothing to discovery',
      fault: { kind: 'hang', where: { verb: 'discovery' } },
      requestTimeoutMs: 900,
      state: 'unreachable',
      message: /within 1 seconds/,
    },
  ];

  it.each(refusing)(
    'shows a server that answers $answer as $state, and keeps its rows as stale',
    async ({ fault, requestTimeoutMs, state, message }) => {
      const lift = cluster.faults.add(fault);
      await start(requestTimeoutMs);
      await eventually(async () =>
        expect(await shownOf(fleet, 'alpha')).toMatchObject({
          state,
          message: expect.stringMatching(message),
          nextTryAt: expect.any(String),
          unreadable: [],
          fresh: [],
          stale: ['app', 'gone', 'kept'],
        }),
      );
      lift();
      await expectShownWell(fleet, 'alpha', ['app', 'beside', 'kept', 'new']);
    },
  );

  const hostile: Array<{
    answer: string;
    onList: (list: ProxiedList) => unknown;
    message: RegExp;
  }> = [
    {
      answer: 'its first page again and again',
      onList: list => ({
        ...list,
        metadata: { ...list.metadata, continue: 'again' },
      }),
      message: /repeats a page of its list/,
    },
    {
      answer: 'no items',
      onList: ({ metadata }) => ({ metadata }),
      message: /something that is not a list/,
    },
    {
      answer: 'no resourceVersion',
      onList: ({ items }) => ({ metadata: {}, items }),
      message: /a list without resourceVersion/,
    },
    { answer: 'a text', onList: () => 'hello', message: /is not a list/ },
    { answer: 'nothing', onList: () => null, message: /is not a list/ },
  ];

  it.each(hostile)(
    'takes no list that has $answer for a complete one',
    async ({ onList, message }) => {
      proxy.onList = (list, { plural }) =>
        plural === 'helmreleases' ? onList(list) : list;
      proxy.onQuery = query => query.delete('continue');
      await start();
      await eventually(async () =>
        expect(await shownOf(fleet, 'alpha')).toMatchObject({
          state: 'degraded',
          unreadable: [
            { kind: 'HelmRelease', message: expect.stringMatching(message) },
          ],
          fresh: ['app', 'beside'],
          stale: expect.arrayContaining(['gone', 'kept']),
        }),
      );
      proxy.onList = asItIs;
      await expectShownWell(fleet, 'alpha', ['app', 'beside', 'kept', 'new']);
    },
  );
});
