import {
  findFluxKind,
  stringifyResourceRef,
  type FluxObject,
  type FluxResource,
} from '@flux-fleet/backstage-plugin-flux-fleet-common';
import type { SimulatedCluster } from '@flux-fleet/fleet-simulator';
import type { TestDatabaseId } from '@backstage/backend-test-utils';
import fc from 'fast-check';
import { testDatabases } from '../../database/__testUtils__/testDatabases';
import { eventually } from '../__testUtils__/eventually';
import { TamperingProxy } from '../__testUtils__/TamperingProxy';
import { TestFleet } from '../__testUtils__/TestFleet';
import {
  calm,
  happen,
  turbulence,
  TURBULENT_CLUSTERS,
  TURBULENT_KINDS,
  type Step,
} from '../__testUtils__/Turbulence';
import { toIndexRow } from '../toIndexRow';

const RUNS_IN_ALL = 16;
/** Most of the time is spent waiting. */
const AT_ONCE = 4;
const CONVERGES_WITHIN_MS = 60_000;

jest.setTimeout(900_000);

const databases = testDatabases();
const ids = databases.eachSupportedId();
const { FLUX_FLEET_SEED } = process.env;
const seed = FLUX_FLEET_SEED
  ? Number(FLUX_FLEET_SEED)
  : Math.floor(Math.random() * 2 ** 31);

type Facts = Partial<FluxResource>;

/** What a row has to say that does not depend on what was heard before. */
function factsOf(
  row: Omit<
    FluxResource,
    'clusterUid' | 'environment' | 'stale' | 'staleSince'
  >,
): Facts {
  const { cluster, group, version, kind, namespace, name, uid } = row;
  const { suspended, readiness, retrying, reconcilable, labels } = row;
  const { revision, shortRevision, source } = row;
  return {
    ...{ cluster, group, version, kind, namespace, name, uid },
    ...{ suspended, readiness, retrying, reconcilable, labels },
    ...{ revision, shortRevision, source },
  };
}

/** The rows that there are to be, from what the API servers hold. Of one that reconciles, the status depends on before. */
function expectedRows(clusters: SimulatedCluster[]) {
  const facts = new Map<string, Facts>();
  const settled = new Map<string, Facts>();
  for (const { name: cluster, api } of clusters) {
    for (const { group, kind } of TURBULENT_KINDS) {
      const served = { kind: findFluxKind(group, kind)!, version: 'v1' };
      for (const object of api.list(group, kind)) {
        const { row, derived } = toIndexRow(
          object as FluxObject,
          served,
          cluster,
        )!;
        const ref = stringifyResourceRef(row);
        facts.set(ref, factsOf(row));
        const { status, reason, message } = derived;
        if (status !== 'Progressing' || derived.outdated) {
          settled.set(ref, { status, reason, message });
        }
      }
    }
  }
  return { facts, settled };
}

describe.each(ids)('The index, %p', databaseId => {
  it('equals what the API servers hold once all faults have ended, whatever happened', async () => {
    process.stdout.write(
      `Convergence on ${databaseId}: FLUX_FLEET_SEED=${seed}\n`,
    );
    const tellMany = (ownSeed: number) =>
      fc.assert(
        fc.asyncProperty(turbulence, story => tell(databaseId, story)),
        {
          seed: ownSeed,
          numRuns: Math.ceil(RUNS_IN_ALL / ids.length / AT_ONCE),
          // What a shorter story shows depends on time.
          endOnFailure: true,
        },
      );
    await Promise.all(
      Array.from({ length: AT_ONCE }, (_, i) => tellMany(seed + i)),
    );
  });
});

const passes = (milliseconds: number) =>
  new Promise(resolve => setTimeout(resolve, milliseconds));

/** Tells a story, and waits for its good end. */
async function tell(databaseId: TestDatabaseId, story: Step[]): Promise<void> {
  const knex = await databases.init(databaseId);
  const fleet = await TestFleet.start(knex, { watchHistory: 25 });
  const clusters = TURBULENT_CLUSTERS.map(name =>
    fleet.addCluster(name, TURBULENT_KINDS),
  );
  const proxies = await Promise.all(
    clusters.map(({ server }) => TamperingProxy.start(server)),
  );
  const definitions = clusters.map(({ name, token }, i) => {
    proxies[i].onQuery = query => {
      if (query.has('limit')) query.set('limit', '3');
    };
    return {
      name,
      environment: 'dev',
      connection: { server: proxies[i].server, token },
    };
  });
  const start = () =>
    fleet.startSync(
      {
        requestTimeoutMs: 700,
        rediscoverIntervalMs: 1_000,
        watchTimeoutMs: 2_000,
      },
      definitions,
    );
  try {
    await start();
    for (const step of story) {
      switch (step.step) {
        case 'change':
          happen(clusters[step.cluster], step);
          break;
        case 'fault':
          clusters[step.cluster].faults.add(step.fault);
          break;
        case 'outage':
          clusters[step.cluster].takeDown();
          await passes(step.milliseconds);
          clusters[step.cluster].bringBack();
          break;
        case 'pause':
          await passes(step.milliseconds);
          break;
        case 'calm':
          clusters.forEach(calm);
          break;
        default:
          await fleet.stopSync();
          await start();
      }
    }
    clusters.forEach(calm);
    await eventually(
      () => expectConverged(fleet, clusters),
      CONVERGES_WITHIN_MS,
    );
  } finally {
    await fleet.close();
    await Promise.all(proxies.map(proxy => proxy.close()));
    await knex.destroy();
  }
}

async function expectConverged(
  fleet: TestFleet,
  clusters: SimulatedCluster[],
): Promise<void> {
  const rows = new Map(
    (await fleet.resources()).map(row => [stringifyResourceRef(row), row]),
  );
  const { facts, settled } = expectedRows(clusters);
  const shown = (refs: Iterable<string>, of: (row: FluxResource) => Facts) =>
    Object.fromEntries([...refs].sort().map(ref => [ref, of(rows.get(ref)!)]));
  expect([...rows.keys()].sort()).toEqual([...facts.keys()].sort());
  expect(shown(facts.keys(), factsOf)).toEqual(Object.fromEntries(facts));
  expect(
    shown(settled.keys(), ({ status, reason, message }) => ({
      status,
      reason,
      message,
    })),
  ).toEqual(Object.fromEntries(settled));
  expect([...rows.values()].filter(({ stale }) => stale)).toEqual([]);
  for (const { name } of clusters) {
    expect(await fleet.cluster(name)).toMatchObject({
      health: { state: 'connected', message: '', nextTryAt: null },
      unreadableKinds: [],
    });
  }
}
