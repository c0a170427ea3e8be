import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  FLUX_KINDS,
  STATUSES,
  type Cluster,
  type FluxResource,
  type SummaryGroup,
} from '@flux-fleet/backstage-plugin-flux-fleet-common';
import { startFleet, type RunningFleet } from '@flux-fleet/fleet-simulator';
import {
  createFluxClusterConditionalDecision,
  createFluxResourceConditionalDecision,
  fluxClusterConditions,
  fluxResourceConditions,
} from '../permissions/conditions';
import { testDatabases } from '../database/__testUtils__/testDatabases';
import { allowAll, ApiHarness } from './__testUtils__/ApiHarness';
import { seedFromFleet } from './__testUtils__/seedFromFleet';

jest.setTimeout(60_000);

const databases = testDatabases();

const DETAIL =
  '/resources/prod-eu-1/kustomize.toolkit.fluxcd.io/Kustomization/checkout/checkout';

describe('the fleet over HTTP', () => {
  let fleet: RunningFleet;
  let api: ApiHarness;

  const cluster = () => fleet.simulator.cluster('prod-eu-1');

  beforeAll(async () => {
    fleet = await startFleet({
      intervals: 'off',
      progress: { minimum: 20, maximum: 40 },
    });
    const knex = await databases.init('SQLITE_3');
    await seedFromFleet(knex, fleet);
    api = await ApiHarness.start({ knex, fleet });
  });

  afterEach(() => {
    api.policy = allowAll;
    api.clients.withoutConnection.clear();
  });

  afterAll(async () => {
    await api.stop();
    await fleet.close();
  });

  it('lists clusters with counts that add up to what the fleet has', async () => {
    const { body } = await api.get('/clusters');
    expect(body.items.map((c: Cluster) => c.name)).toEqual(
      fleet.clusters.map(({ name }) => name).sort(),
    );
    const total = body.items
      .flatMap((c: Cluster) => Object.values(c.counts))
      .reduce((a: number, b: number) => a + b);
    expect(total).toBe(fleet.resources);
    expect(Object.keys(body.items[0].counts).sort()).toEqual(
      [...STATUSES].sort(),
    );
  });

  it('leaves clusters and counts out that may not be read', async () => {
    api.policy = permission =>
      permission.name === 'flux-fleet.cluster.read'
        ? createFluxClusterConditionalDecision(
            permission as never,
            fluxClusterConditions.hasEnvironment({ environments: ['prod'] }),
          )
        : { result: AuthorizeResult.DENY };
    const { body } = await api.get('/clusters');
    expect(body.items.map((c: Cluster) => c.name)).toEqual([
      'edge-hamburg-1',
      'prod-eu-1',
      'prod-us-1',
    ]);
    expect(body.totalItems).toBe(3);
    expect(Object.values(body.items[0].counts)).toEqual(STATUSES.map(() => 0));
    expect((await api.get('/clusters/prod-eu-1')).status).toBe(200);
    expect((await api.get('/clusters/dev')).status).toBe(404);
    expect((await api.get('/clusters/nowhere')).status).toBe(404);
  });

  it('finds the failed of one environment first, and agrees with the summary', async () => {
    const { body: page } = await api.get(
      '/resources?environment=prod&limit=1000',
    );
    const urgencies = page.items.map((r: FluxResource) =>
      STATUSES.indexOf(r.status),
    );
    expect(urgencies).toEqual([...urgencies].sort());
    const { body: summary } = await api.get(
      '/summary?by=status&by=cluster&environment=prod',
    );
    expect(summary.totalResources).toBe(page.totalItems);
    for (const { key, count } of summary.groups as SummaryGroup[]) {
      expect(
        page.items.filter(
          (r: FluxResource) =>
            r.status === key.status && r.cluster === key.cluster,
        ),
      ).toHaveLength(count);
    }
  });

  it('leaves out what conditions do not allow, in pages, totals, counts and details', async () => {
    api.policy = permission =>
      createFluxResourceConditionalDecision(permission as never, {
        allOf: [
          fluxResourceConditions.isOfKind({ kinds: ['Kustomization'] }),
          {
            not: fluxResourceConditions.isCluster({ clusters: ['prod-eu-1'] }),
          },
        ],
      });
    const { body } = await api.get('/resources?limit=1000');
    expect(body.totalItems).toBe(body.items.length);
    expect(body.items.length).toBeGreaterThan(0);
    for (const resource of body.items as FluxResource[]) {
      expect(resource.kind).toBe('Kustomization');
      expect(resource.cluster).not.toBe('prod-eu-1');
    }
    const { body: summary } = await api.get('/summary?by=kind');
    expect(summary.totalResources).toBe(body.totalItems);
    for (const path of [DETAIL, `${DETAIL}/events`, `${DETAIL}/inventory`]) {
      expect((await api.get(path)).status).toBe(404);
    }
  });

  it('answers an empty page, not a refusal, when conditions leave nothing', async () => {
    api.policy = permission =>
      createFluxResourceConditionalDecision(
        permission as never,
        fluxResourceConditions.isInNamespace({ namespaces: ['nowhere'] }),
      );
    const { status, body } = await api.get('/resources');
    expect(status).toBe(200);
    expect(body).toEqual({ items: [], totalItems: 0, nextCursor: null });
  });

  it('shows one resource live, with what it applied and without managed fields', async () => {
    const { body } = await api.get(DETAIL);
    expect(body.unavailable).toBeNull();
    expect(body.resource.name).toBe('checkout');
    expect(body.object.kind).toBe('Kustomization');
    expect(body.object.metadata.managedFields).toBeUndefined();
    expect(body.conditions.map((c: { type: string }) => c.type)).toContain(
      'Ready',
    );
    expect(body.inventory.length).toBeGreaterThan(0);
    const { body: inventory } = await api.get(`${DETAIL}/inventory?limit=2`);
    expect(inventory.items).toEqual(body.inventory.slice(0, 2));
    expect(inventory.totalItems).toBe(body.inventory.length);
    const { body: next } = await api.get(
      `${DETAIL}/inventory?limit=1000&cursor=${inventory.nextCursor}`,
    );
    expect([...inventory.items, ...next.items]).toEqual(body.inventory);
  });

  it('shows every resource of every kind in detail', async () => {
    const { body } = await api.get('/resources?limit=1000');
    const kinds = new Map<string, FluxResource>(
      body.items.map((r: FluxResource) => [r.kind, r]),
    );
    expect(kinds.size).toBeGreaterThan(FLUX_KINDS.length / 2);
    for (const r of kinds.values()) {
      const { body: detail } = await api.get(
        `/resources/${r.cluster}/${r.group}/${r.kind}/${r.namespace}/${r.name}`,
      );
      expect(detail.unavailable).toBeNull();
      expect(detail.object.metadata.name).toBe(r.name);
    }
  });

  it('says why there is no object while the cluster cannot be read', async () => {
    cluster().takeDown();
    const detail = await api.get(DETAIL);
    const events = await api.get(`${DETAIL}/events`);
    const inventory = await api.get(`${DETAIL}/inventory`);
    cluster().bringBack();
    expect(detail.status).toBe(200);
    expect(detail.body).toMatchObject({ object: null, conditions: [] });
    expect(detail.body.unavailable).toMatch(
      /^The cluster cannot be read now: /,
    );
    expect(detail.body.resource.name).toBe('checkout');
    expect([events.status, inventory.status]).toEqual([503, 503]);
    expect(events.body.error.message).toMatch(
      /^The cluster cannot be read now/,
    );
  });

  it('says so when a cluster has no connection', async () => {
    api.clients.withoutConnection.add('prod-eu-1');
    const { body } = await api.get(DETAIL);
    expect(body.unavailable).toContain('has no connection');
    expect((await api.post(`${DETAIL}/reconcile`)).status).toBe(503);
  });

  it('lists events about a resource, newest first, page by page', async () => {
    for (const [i, minute] of ['02', '05', '03'].entries()) {
      cluster().api.create(
        {
          apiVersion: 'v1',
          kind: 'Event',
          metadata: { name: `checkout.${i}`, namespace: 'checkout' },
          involvedObject: {
            apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
            kind: 'Kustomization',
            namespace: 'checkout',
            name: 'checkout',
          },
          type: i === 1 ? 'Warning' : 'Normal',
          reason: 'ReconciliationSucceeded',
          message: `cloned https://bot:s3cret@git.example.com/x at ${minute}`,
          count: 2,
          firstTimestamp: '2099-05-01T10:00:00Z',
          lastTimestamp: `2099-05-01T10:${minute}:00Z`,
          source: { component: 'kustomize-controller' },
        },
        { manager: 'test' },
      );
    }
    const { body } = await api.get(`${DETAIL}/events?limit=2`);
    expect(body.items[0]).toEqual({
      type: 'Warning',
      reason: 'ReconciliationSucceeded',
      message: 'cloned https://(hidden)@git.example.com/x at 05',
      count: 2,
      firstSeenAt: '2099-05-01T10:00:00.000Z',
      lastSeenAt: '2099-05-01T10:05:00.000Z',
      reportedBy: 'kustomize-controller',
    });
    expect(body.items[1].lastSeenAt).toBe('2099-05-01T10:03:00.000Z');
    expect(body.totalItems).toBeGreaterThanOrEqual(3);
    const { body: next } = await api.get(
      `${DETAIL}/events?limit=2&cursor=${body.nextCursor}`,
    );
    expect(next.items[0].lastSeenAt).toBe('2099-05-01T10:02:00.000Z');
  });

  it('finds the newest event where a cluster hands it out late', async () => {
    const about = (name: string, minute: string) =>
      cluster().api.create(
        {
          apiVersion: 'v1',
          kind: 'Event',
          metadata: { name, namespace: 'checkout' },
          involvedObject: {
            apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
            kind: 'Kustomization',
            namespace: 'checkout',
            name: 'checkout',
          },
          type: 'Normal',
          reason: 'Progressing',
          message: name,
          lastTimestamp: `2100-05-01T10:${minute}:00Z`,
        },
        { manager: 'test' },
      );
    for (let i = 0; i < 1_100; i++) about(`many.${1_000 + i}`, '01');
    about('zz-newest', '59');
    const { body } = await api.get(`${DETAIL}/events?limit=1`);
    expect(body.items[0].message).toBe('zz-newest');
    expect(body.totalItems).toBeGreaterThan(1_100);
  });

  it('answers 404 for what the index does not have', async () => {
    for (const path of [
      '/resources/nowhere/kustomize.toolkit.fluxcd.io/Kustomization/a/b',
      '/resources/prod-eu-1/apps/Deployment/checkout/checkout',
      '/resources/prod-eu-1/kustomize.toolkit.fluxcd.io/Kustomization/a/b/events',
      '/operations/4b0f5a3e-9d3f-4c11-8a0d-7b0f7c9b7a11',
    ]) {
      const { status, body } = await api.get(path);
      expect(status).toBe(404);
      expect(body.error.name).toBe('NotFoundError');
    }
  });

  it('serves the document that it is documented by', async () => {
    const { body } = await api.get('/openapi.json');
    expect(body.info.title).toBe('Flux Fleet');
    expect(Object.keys(body.paths)).toContain('/summary');
  });
});
