import type { KubernetesObject } from '@flux-fleet/fleet-simulator';
import type { Fault, SimulatedCluster } from '@flux-fleet/fleet-simulator';
import fc from 'fast-check';
import { fluxDefinitions } from './fluxDefinitions';

/** The kinds of {@link turbulence}. */
export const TURBULENT_KINDS = fluxDefinitions([
  'Kustomization',
  'HelmRelease',
  'GitRepository',
]);

/** The clusters of {@link turbulence}. */
export const TURBULENT_CLUSTERS = ['alpha', 'beta', 'gamma'];

const READY = ['True', 'False', 'Unknown', 'none'] as const;
const manager = { manager: 'test' };
const asStatus = { manager: 'test', subresource: 'status' } as const;

/** Something that happens to one kind on one cluster. */
interface Happening {
  cluster: number;
  kind: number;
  /** Which object, of a few. */
  object: number;
  /** Makes one change differ from another. */
  value: number;
  does:
    | 'create'
    | 'spec'
    | 'status'
    | 'labels'
    | 'suspend'
    | 'delete'
    | 'recreate'
    | 'burst'
    | 'vanish'
    | 'return'
    | 'compact';
  /** Ends the cluster's watches just before, so that it happens while nobody watches. */
  isUnwatched: boolean;
}

/** One step of a random story. */
export type Step =
  | ({ step: 'change' } & Happening)
  | { step: 'fault'; cluster: number; fault: Fault }
  | { step: 'outage'; cluster: number; milliseconds: number }
  | { step: 'pause'; milliseconds: number }
  | { step: 'calm' }
  | { step: 'restart' };

const scope = fc.record(
  {
    plural: fc.constantFrom(...TURBULENT_KINDS.map(({ plural }) => plural)),
    verb: fc.constantFrom('list' as const, 'watch' as const),
  },
  { requiredKeys: [] },
);

const faultKinds: fc.Arbitrary<Fault> = fc.oneof(
  fc.record({
    kind: fc.constant('latency' as const),
    milliseconds: fc.nat(60),
    jitterMilliseconds: fc.nat(60),
  }),
  fc.constantFrom<Fault>(
    { kind: 'hang' },
    { kind: 'drop' },
    { kind: 'halfWritten' },
    { kind: 'gone', as: 'status' },
    { kind: 'gone', as: 'event' },
    { kind: 'malformed', what: 'text' },
    { kind: 'malformed', what: 'objects' },
    { kind: 'huge', bytes: 9 * 1024 * 1024 },
    { kind: 'unserved' },
    { kind: 'clockSkew', milliseconds: -3_600_000 },
    { kind: 'clockSkew', milliseconds: 3_600_000 },
    { kind: 'status', code: 429, retryAfterSeconds: 1 },
  ),
  fc.record({
    kind: fc.constant('status' as const),
    code: fc.constantFrom(
      ...([400, 401, 403, 404, 410, 500, 503, 504] as const),
    ),
  }),
);

const faults: fc.Arbitrary<Fault> = fc
  .record({
    fault: faultKinds,
    where: fc.option(scope, { nil: undefined, freq: 4 }),
    times: fc.integer({ min: 1, max: 4 }),
  })
  .map(({ fault, where, times }) => ({ ...fault, where, times }));

const clusters = fc.nat(TURBULENT_CLUSTERS.length - 1);

const steps: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 20,
    arbitrary: fc.record({
      step: fc.constant('change' as const),
      cluster: clusters,
      kind: fc.nat(TURBULENT_KINDS.length - 1),
      object: fc.nat(4),
      value: fc.nat(1_000),
      does: fc.constantFrom(
        ...(['create', 'create', 'create', 'spec', 'status'] as const),
        ...(['labels', 'suspend', 'delete', 'delete', 'recreate'] as const),
        ...(['burst', 'vanish', 'return', 'compact'] as const),
      ),
      isUnwatched: fc.nat(4).map(chance => chance === 0),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      step: fc.constant('fault' as const),
      cluster: clusters,
      fault: faults,
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      step: fc.constant('outage' as const),
      cluster: clusters,
      milliseconds: fc.nat(300),
    }),
  },
  {
    weight: 10,
    arbitrary: fc.record({
      step: fc.constant('pause' as const),
      milliseconds: fc.nat(200),
    }),
  },
  { weight: 1, arbitrary: fc.constant<Step>({ step: 'calm' }) },
  { weight: 1, arbitrary: fc.constant<Step>({ step: 'restart' }) },
);

/** Random stories of changes and faults on a few clusters; they end while all is calm, as most of life is. */
export const turbulence = fc
  .tuple(
    fc.array(steps, { minLength: 25, maxLength: 50 }),
    fc.array(
      steps.filter(({ step }) => step === 'change' || step === 'pause'),
      { minLength: 12, maxLength: 24 },
    ),
  )
  .map(([wild, quiet]): Step[] => [...wild, { step: 'calm' }, ...quiet]);

function statusOf(value: number, generation: number): Record<string, unknown> {
  const ready = READY[value % READY.length];
  const revision = `main@sha1:${value.toString(16).padStart(12, '0')}`;
  if (ready === 'none') return { conditions: null };
  return {
    observedGeneration: value % 5 === 0 ? generation - 1 : generation,
    conditions: [
      {
        type: 'Ready',
        status: ready,
        reason: `Reason${value}`,
        message: `message ${value}`,
        lastTransitionTime: new Date(value * 1e9).toISOString(),
      },
    ],
    lastAppliedRevision: revision,
    artifact: { revision },
  };
}

/** Lets something happen on its cluster; what cannot happen there and then does not. */
export function happen(cluster: SimulatedCluster, story: Happening): void {
  const { api } = cluster;
  const definition = TURBULENT_KINDS[story.kind];
  const { group, kind } = definition;
  const isServed = api
    .definitions()
    .some(one => one.group === group && one.kind === kind);
  const key = { group, kind, namespace: 'apps', name: `o-${story.object}` };
  const { value, does } = story;
  const create = (name: string) => {
    const object: KubernetesObject = {
      apiVersion: `${group}/v1`,
      kind,
      metadata: { name, namespace: 'apps', labels: { round: `${value}` } },
      spec: {
        sourceRef: { kind: 'GitRepository', name: `o-${value % 5}` },
      },
      status: statusOf(value, 1),
    };
    api.create(object, manager);
  };
  const found = isServed ? api.get(key) : undefined;
  if (story.isUnwatched) cluster.closeWatches();
  switch (does) {
    case 'compact':
      cluster.compactHistory();
      return;
    case 'vanish':
      if (isServed) api.undefine(group, kind);
      return;
    default:
  }
  if (!isServed) {
    if (does === 'return' || does === 'create') api.define(definition);
    return;
  }
  if (does === 'burst') {
    for (let i = 0; i < 15; i++) {
      const name = `burst-${i}`;
      if (!api.get({ ...key, name })) create(name);
      else if (i % 3 === 0) api.delete({ ...key, name });
      else api.patch({ ...key, name }, statusPatch(value, 1), asStatus);
    }
  } else if (!found) {
    if (does === 'create' || does === 'recreate') create(key.name);
  } else if (does === 'delete') {
    api.delete(key);
  } else if (does === 'recreate') {
    api.delete(key);
    create(key.name);
  } else if (does === 'spec') {
    api.patch(key, { spec: { path: `./${value}` } }, manager);
  } else if (does === 'status') {
    const { generation = 1 } = found.metadata;
    api.patch(key, statusPatch(value, generation), asStatus);
  } else if (does === 'labels') {
    api.patch(key, { metadata: { labels: { round: `${value}` } } }, manager);
  } else if (does === 'suspend') {
    api.patch(key, { spec: { suspend: value % 2 === 0 } }, manager);
  }
}

function statusPatch(value: number, generation: number) {
  return { status: statusOf(value, generation) };
}

/** Ends all that is wrong with a cluster, and has it serve all kinds again. */
export function calm(cluster: SimulatedCluster): void {
  cluster.faults.clear();
  cluster.bringBack();
  const served = cluster.api.definitions();
  for (const definition of TURBULENT_KINDS) {
    const { group, kind } = definition;
    const isServed = served.some(
      one => one.group === group && one.kind === kind,
    );
    if (!isServed) cluster.api.define(definition);
  }
}
