import { testDatabases } from '../../database/__testUtils__/testDatabases';
import { eventually } from '../__testUtils__/eventually';
import { kustomization, TestFleet } from '../__testUtils__/TestFleet';

jest.setTimeout(120_000);

const databases = testDatabases();
const manager = { manager: 'test' };
const OBJECTS = 5_000;
const CHANGES = 20_000;
/** What may wait for the database in all, and what one cluster may bring at once: a page. */
const MOST_WAITING = 8_000 + 500;

describe.each(databases.eachSupportedId())('Back-pressure, %p', databaseId => {
  let fleet: TestFleet;

  beforeEach(async () => {
    fleet = await TestFleet.start(await databases.init(databaseId));
  });

  afterEach(async () => {
    await fleet.close();
  });

  it('bears a cluster that changes faster than the database takes it, beside one that changes seldom', async () => {
    const busy = fleet.addCluster('busy');
    const quiet = fleet.addCluster('quiet');
    for (let i = 0; i < OBJECTS; i++) {
      busy.api.create(kustomization(`k-${i}`), manager);
    }
    const sync = await fleet.startSync();
    const rowsOf = (where: Record<string, string>) =>
      fleet.knex('resources').where(where).count({ count: '*' }).first();
    const count = async (where: Record<string, string>) =>
      Number((await rowsOf(where))!.count);
    await eventually(async () =>
      expect(await count({ cluster: 'busy' })).toBe(OBJECTS),
    );

    let most = 0;
    const sampling = setInterval(() => {
      most = Math.max(most, sync.statistics().waitingRows);
    }, 5);
    for (let i = 0; i < CHANGES; i++) {
      const name = `k-${i % OBJECTS}`;
      const revision = `main@sha1:${i}`;
      busy.api.patch(
        {
          group: 'kustomize.toolkit.fluxcd.io',
          kind: 'Kustomization',
          namespace: 'apps',
          name,
        },
        { status: { lastAppliedRevision: revision } },
        { manager: 'test', subresource: 'status' },
      );
    }
    quiet.api.create(kustomization('seldom'), manager);
    await eventually(async () =>
      expect(await count({ cluster: 'quiet' })).toBe(1),
    );
    const last = `main@sha1:${CHANGES - 1}`;
    await eventually(async () =>
      expect(await count({ revision: last })).toBe(1),
    );
    clearInterval(sampling);
    expect(most).toBeGreaterThan(0);
    expect(most).toBeLessThanOrEqual(MOST_WAITING);

    // Every row is at its last change, whatever was left out on the way.
    await eventually(async () => {
      const revisions = await fleet
        .knex('resources')
        .where({ cluster: 'busy' })
        .pluck('revision');
      const wanted = Array.from(
        { length: OBJECTS },
        (_, i) => `main@sha1:${CHANGES - OBJECTS + i}`,
      );
      expect(new Set(revisions)).toEqual(new Set(wanted));
    });
  });
});
