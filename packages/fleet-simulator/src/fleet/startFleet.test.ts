import fc from 'fast-check';
import { ManualClock } from '../apiserver/ManualClock';
import { KubernetesObject } from '../apiserver/types';
import { conditionOf } from '../flux/machinery/conditions';
import { digest } from '../flux/machinery/digest';
import { isSuspended } from '../flux/machinery/suspension';
import { FleetOptions, RunningFleet } from './FleetOptions';
import { startFleet } from './startFleet';

const HOUR = 3_600_000;
/** Milliseconds that a test may take in which hours of a fleet's life pass. */
const HOURS_TAKE = 60_000;

/** The demo's failures that a plain reconcile ends, by cluster, group and kind. */
const HEALING = [
  [
    'prod-eu-1',
    'kustomize.toolkit.fluxcd.io',
    'Kustomization',
    'checkout',
    'checkout',
  ],
  [
    'prod-us-1',
    'kustomize.toolkit.fluxcd.io',
    'Kustomization',
    'flux-system',
    'platform-policies',
  ],
  [
    'staging-eu-1',
    'helm.toolkit.fluxcd.io',
    'HelmRelease',
    'catalog',
    'catalog-api',
  ],
  [
    'qa-eu-1',
    'kustomize.toolkit.fluxcd.io',
    'Kustomization',
    'payments',
    'payments',
  ],
] as const;

async function withFleet(
  options: FleetOptions,
  use: (fleet: RunningFleet, clock: ManualClock) => void,
) {
  const clock = ManualClock.create();
  const fleet = await startFleet({ clock, ...options });
  try {
    use(fleet, clock);
  } finally {
    await fleet.close();
  }
}

/** All objects of Flux's kinds. */
function fluxObjects(fleet: RunningFleet): KubernetesObject[] {
  return fleet.clusters.flatMap(({ cluster: { api } }) =>
    api
      .definitions()
      .filter(({ custom }) => custom)
      .flatMap(({ group, kind }) => api.list(group, kind)),
  );
}

function statusOf(object: KubernetesObject): string {
  const ready = conditionOf(object, 'Ready');
  if (isSuspended(object)) {
    return 'Suspended';
  }
  if (conditionOf(object, 'Stalled')) {
    return 'Failed';
  }
  if (ready?.status === 'False') {
    return ready.reason === 'DependencyNotReady' ? 'Waiting' : 'Failed';
  }
  return !ready || ready.status === 'True' ? 'Ready' : 'Progressing';
}

function statusCounts(fleet: RunningFleet): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const status of fluxObjects(fleet).map(statusOf)) {
    counts[status] = (counts[status] ?? 0) + 1;
  }
  return counts;
}

/** A digest of everything in a fleet that its seed decides. */
async function picture(options: FleetOptions): Promise<string> {
  let text = '';
  await withFleet({ intervals: 'off', ...options }, fleet => {
    text = digest(
      JSON.stringify([
        fleet.clusters.map(({ cluster, ...rest }) => ({
          ...rest,
          token: cluster.token,
        })),
        fleet.clusters.map(({ cluster: { api } }) =>
          api
            .definitions()
            .filter(
              ({ kind }) =>
                !['CustomResourceDefinition', 'Namespace'].includes(kind),
            )
            .map(({ group, kind }) => api.list(group, kind)),
        ),
      ]),
    );
  });
  return text;
}

describe('startFleet', () => {
  it('makes a demo of six clusters and about 400 resources, nearly all of them well', async () => {
    await withFleet({}, fleet => {
      const objects = fluxObjects(fleet);
      expect(fleet.clusters.map(({ name }) => name)).toEqual([
        'prod-eu-1',
        'prod-us-1',
        'staging-eu-1',
        'qa-eu-1',
        'dev',
        'edge-hamburg-1',
      ]);
      expect(objects).toHaveLength(fleet.resources);
      expect(Math.abs(objects.length - 400)).toBeLessThanOrEqual(25);
      const counts = statusCounts(fleet);
      expect(counts.Ready / objects.length).toBeGreaterThan(0.9);
      expect(counts.Failed).toBeGreaterThanOrEqual(6);
      expect(counts.Failed).toBeLessThanOrEqual(16);
      expect(counts.Waiting).toBeGreaterThanOrEqual(1);
      expect(counts.Progressing).toBeGreaterThanOrEqual(1);
      expect(counts.Suspended).toBeGreaterThanOrEqual(4);
      expect(fleet.clusters.map(({ fluxRelease }) => fluxRelease)).toContain(
        '2.6',
      );
      expect(fleet.clusters.some(({ operator }) => !operator)).toBe(true);
    });
  });

  it('says who suspended what in the demo, and why', async () => {
    await withFleet({ intervals: 'off' }, fleet => {
      const suspended = fluxObjects(fleet).filter(isSuspended);
      for (const { metadata } of suspended) {
        expect(
          metadata.annotations?.['fluxcd.controlplane.io/suspendedBy'],
        ).toBeTruthy();
        expect(
          metadata.annotations?.['flux-fleet.io/suspend-reason'],
        ).toBeTruthy();
      }
    });
  });

  it(
    'keeps the failures that a reconcile ends for an hour, and ends them with a plain request',
    async () => {
      await withFleet({}, (fleet, clock) => {
        const all = HEALING.map(([cluster, group, kind, namespace, name]) => ({
          api: fleet.simulator.cluster(cluster).api,
          key: { group, kind, namespace, name },
        }));
        const ready = () =>
          all.map(
            ({ api, key }) => conditionOf(api.get(key)!, 'Ready')?.status,
          );
        const none = all.map(() => 'False');
        expect(ready()).toEqual(none);
        clock.advance(HOUR + 60_000);
        expect(ready()).toEqual(none);
        for (const { api, key } of all) {
          api.patch(
            key,
            {
              metadata: {
                annotations: { 'reconcile.fluxcd.io/requestedAt': 'now' },
              },
            },
            { manager: 'test' },
          );
        }
        clock.advance(10_000);
        expect(ready()).toEqual(all.map(() => 'True'));
      });
    },
    HOURS_TAKE,
  );

  it(
    'lives in the demo, without failures adding up',
    async () => {
      await withFleet({}, (fleet, clock) => {
        const revisions = () =>
          new Set(
            fluxObjects(fleet).map(({ status }) => status?.lastAppliedRevision),
          );
        const before = revisions();
        const failed = statusCounts(fleet).Failed;
        clock.advance(1.5 * HOUR);
        const after = revisions();
        expect([...after].some(revision => !before.has(revision))).toBe(true);
        expect(statusCounts(fleet).Failed).toBeLessThanOrEqual(failed + 2);
      });
    },
    HOURS_TAKE,
  );

  it('does nothing by itself when intervals are off', async () => {
    await withFleet({ intervals: 'off' }, (fleet, clock) => {
      const before = JSON.stringify(fluxObjects(fleet));
      expect(clock.scheduled).toBe(0);
      clock.advance(24 * HOUR);
      expect(JSON.stringify(fluxObjects(fleet))).toBe(before);
    });
  });

  it('has deployments, pods and logs behind what Flux applied in the demo', async () => {
    await withFleet({ intervals: 'off' }, fleet => {
      for (const { cluster } of fleet.clusters) {
        const deployments = cluster.api.list('apps', 'Deployment');
        const pods = cluster.api.list('', 'Pod');
        expect(deployments.length).toBeGreaterThan(5);
        expect(pods.length).toBeGreaterThanOrEqual(deployments.length);
      }
    });
  });

  it('is the same for the same seed and size, and another one for another seed', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.string({ maxLength: 8 }),
        fc.integer({ min: 1, max: 2 }),
        fc.integer({ min: 25, max: 60 }),
        fc.constantFrom('demo' as const, 'benchmark' as const),
        async (seed, clusters, resources, profile) => {
          const options = { seed, clusters, resources, profile };
          const first = await picture(options);
          expect(await picture(options)).toBe(first);
          expect(await picture({ ...options, seed: `${seed}!` })).not.toBe(
            first,
          );
        },
      ),
      { numRuns: 4 },
    );
  });

  it.each([
    [3, 50],
    [12, 100],
    [2, 400],
  ])(
    'makes %d benchmark clusters with %d resources on average',
    async (clusters, resources) => {
      await withFleet(
        { profile: 'benchmark', clusters, resources },
        (fleet, clock) => {
          expect(fleet.clusters).toHaveLength(clusters);
          expect(
            Math.abs(fleet.resources / clusters - resources) / resources,
          ).toBeLessThan(0.1);
          expect(fluxObjects(fleet)).toHaveLength(fleet.resources);
          expect(clock.scheduled).toBe(0);
        },
      );
    },
  );

  it.each([
    [{ clusters: 0 }, 'clusters must be a whole number above zero'],
    [{ resources: 1.5 }, 'resources must be a whole number above zero'],
    [{ clusters: 7, profile: 'demo' as const }, 'at most 6 clusters'],
  ])('refuses %j', async (options, message) => {
    await expect(startFleet(options)).rejects.toThrow(message);
  });
});
