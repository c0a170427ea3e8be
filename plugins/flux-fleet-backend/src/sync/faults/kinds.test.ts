import type { SimulatedCluster } from '@flux-fleet/fleet-simulator';
import { testDatabases } from '../../database/__testUtils__/testDatabases';
import { eventually } from '../__testUtils__/eventually';
import { fluxDefinitions } from '../__testUtils__/fluxDefinitions';
import { shownOf, expectShownWell } from '../__testUtils__/shownOf';
import {
  helmRelease,
  kustomization,
  TestFleet,
} from '../__testUtils__/TestFleet';

jest.setTimeout(60_000);

const databases = testDatabases();
const manager = { manager: 'test' };
const GROUP = 'kustomize.toolkit.fluxcd.io';
const [definition] = fluxDefinitions(['Kustomization']);
const FLUX_RULE = {
  apiGroups: ['helm.toolkit.fluxcd.io', GROUP],
  resources: ['*'],
  verbs: ['list', 'watch'],
};

describe.each(databases.eachSupportedId())('Kinds, %p', databaseId => {
  let fleet: TestFleet;
  let cluster: SimulatedCluster;

  beforeEach(async () => {
    fleet = await TestFleet.start(await databases.init(databaseId));
    cluster = fleet.addCluster('alpha');
    cluster.api.create(kustomization('one'), manager);
    cluster.api.create(helmRelease('release'), manager);
  });

  afterEach(async () => {
    await fleet.close();
  });

  const startAs = (token: string, rediscoverIntervalMs: number) =>
    fleet.startSync({ rediscoverIntervalMs }, [
      {
        name: 'alpha',
        environment: 'dev',
        connection: { server: cluster.server, token },
      },
    ]);

  it('notices a kind that goes and comes at once, and is connected all the time', async () => {
    await fleet.startSync({ rediscoverIntervalMs: 3_600_000 });
    const before = await expectShownWell(fleet, 'alpha', ['one', 'release']);
    cluster.api.undefine(GROUP, 'Kustomization');
    await expectShownWell(fleet, 'alpha', ['release']);
    cluster.api.define(definition);
    cluster.api.create(kustomization('back'), manager);
    const after = await expectShownWell(fleet, 'alpha', ['back', 'release']);
    expect(after.since).toBe(before.since);
  });

  it('notices it with the next discovery where it may not watch definitions', async () => {
    cluster.addToken({ token: 'flux-alone', rules: [FLUX_RULE] });
    cluster.api.undefine(GROUP, 'Kustomization');
    await startAs('flux-alone', 500);
    await expectShownWell(fleet, 'alpha', ['release']);
    expect(cluster.stats().answers['403']).toBeGreaterThan(0);
    cluster.api.define(definition);
    cluster.api.create(kustomization('new'), manager);
    await expectShownWell(fleet, 'alpha', ['new', 'release']);
  });

  it('keeps the rows of a kind that is missing once, and deletes those of one that is missing twice', async () => {
    await fleet.startSync({ rediscoverIntervalMs: 300 });
    await expectShownWell(fleet, 'alpha', ['one', 'release']);
    const lift = cluster.faults.add({
      kind: 'unserved',
      where: { group: GROUP, plural: 'kustomizations' },
    });
    const { discovery } = cluster.stats().requests;
    await eventually(() =>
      expect(cluster.stats().requests.discovery).toBeGreaterThan(discovery!),
    );
    lift();
    await expectShownWell(fleet, 'alpha', ['one', 'release']);
    cluster.faults.add({
      kind: 'unserved',
      where: { group: GROUP, plural: 'kustomizations' },
    });
    await expectShownWell(fleet, 'alpha', ['release']);
    cluster.faults.clear();
    await expectShownWell(fleet, 'alpha', ['one', 'release']);
  });

  it.each([
    ['fails', { kind: 'status', code: 503 }],
    ['is half an answer', { kind: 'halfWritten' }],
    ['is no answer', { kind: 'hang' }],
  ] as const)(
    'goes on with the kinds that it knows while discovery %s',
    async (_, fault) => {
      await fleet.startSync({
        rediscoverIntervalMs: 300,
        requestTimeoutMs: 600,
      });
      const before = await expectShownWell(fleet, 'alpha', ['one', 'release']);
      cluster.faults.add({ ...fault, where: { verb: 'discovery' } });
      const { discovery } = cluster.stats().requests;
      await eventually(() =>
        expect(cluster.stats().requests.discovery).toBeGreaterThan(
          discovery! + 1,
        ),
      );
      cluster.api.create(kustomization('two'), manager);
      const after = await expectShownWell(fleet, 'alpha', [
        'one',
        'release',
        'two',
      ]);
      expect(after.since).toBe(before.since);
    },
  );

  it('shows a kind that the credentials may not read, and reads it when they may', async () => {
    const [helm] = FLUX_RULE.apiGroups;
    cluster.addToken({
      token: 'limited',
      rules: [{ ...FLUX_RULE, apiGroups: [helm] }],
    });
    await startAs('limited', 60_000);
    await eventually(async () =>
      expect(await shownOf(fleet, 'alpha')).toMatchObject({
        state: 'degraded',
        message: '1 of 2 kinds cannot be read',
        unreadable: [
          {
            group: GROUP,
            kind: 'Kustomization',
            message: expect.stringContaining('does not allow this (403)'),
            since: expect.any(String),
          },
        ],
        fresh: ['release'],
        stale: [],
      }),
    );
    cluster.addToken({ token: 'limited', rules: [FLUX_RULE] });
    await expectShownWell(fleet, 'alpha', ['one', 'release']);
  });

  it('shows a kind that does not answer, and the others at once', async () => {
    cluster.faults.add({
      kind: 'hang',
      where: { verb: 'list', plural: 'kustomizations' },
    });
    await fleet.startSync({ requestTimeoutMs: 1_200 });
    await eventually(async () =>
      expect(await shownOf(fleet, 'alpha')).toMatchObject({
        state: 'degraded',
        unreadable: [
          {
            kind: 'Kustomization',
            message: expect.stringContaining('did not answer within 1 seconds'),
          },
        ],
        fresh: ['release'],
      }),
    );
    cluster.faults.clear();
    await expectShownWell(fleet, 'alpha', ['one', 'release']);
  });
});
