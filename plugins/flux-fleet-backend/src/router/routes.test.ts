import { startFleet, type RunningFleet } from '@flux-fleet/fleet-simulator';
import { API_OPERATIONS } from '../openapi/operations';
import { testDatabases } from '../database/__testUtils__/testDatabases';
import { allowAll, ApiHarness, denyAll } from './__testUtils__/ApiHarness';
import { seedFromFleet } from './__testUtils__/seedFromFleet';

jest.setTimeout(60_000);

const databases = testDatabases();

/** A path of a documented operation that leads to something that exists. */
function pathOf(operation: (typeof API_OPERATIONS)[number], id: string) {
  const values: Record<string, string> = {
    cluster: 'prod-eu-1',
    group: 'kustomize.toolkit.fluxcd.io',
    kind: 'Kustomization',
    namespace: 'flux-system',
    name: 'flux-system',
    id,
  };
  const path = operation.path.replace(/\{(\w+)\}/g, (_, key) => values[key]);
  return operation.operationId === 'getSummary' ? `${path}?by=status` : path;
}

describe('every documented operation', () => {
  let fleet: RunningFleet;
  let api: ApiHarness;
  let operationId: string;

  beforeAll(async () => {
    fleet = await startFleet({
      intervals: 'off',
      progress: { minimum: 20, maximum: 40 },
    });
    const knex = await databases.init('SQLITE_3');
    await seedFromFleet(knex, fleet);
    api = await ApiHarness.start({ knex, fleet });
    const { body } = await api.post(
      '/resources/prod-eu-1/kustomize.toolkit.fluxcd.io/Kustomization/flux-system/flux-system/reconcile',
    );
    operationId = body.id;
    await api.ended(operationId);
  });

  afterEach(() => {
    api.policy = allowAll;
  });

  afterAll(async () => {
    await api.stop();
    await fleet.close();
  });

  const table = API_OPERATIONS.map(
    operation => [operation.operationId, operation] as const,
  );

  it.each(table)('%s answers as documented', async (_, operation) => {
    const path = pathOf(operation, operationId);
    const { status } = await api.call(operation.method, path);
    expect(status).toBe(operation.response.status);
  });

  it.each(table)('%s refuses without credentials', async (_, operation) => {
    const path = pathOf(operation, operationId);
    const { status, body } = await api.call(operation.method, path, null);
    expect(status).toBe(401);
    expect(body.error.name).toBe('AuthenticationError');
  });

  it.each(table.filter(([, { permissions }]) => permissions.length))(
    '%s refuses without permission',
    async (_, operation) => {
      api.policy = denyAll;
      const path = pathOf(operation, operationId);
      const { status, body } = await api.call(operation.method, path);
      expect(status).toBe(403);
      expect(body.error.name).toBe('NotAllowedError');
    },
  );

  it.each(table)('%s refuses unknown parameters', async (_, operation) => {
    const path = pathOf(operation, operationId);
    const glue = path.includes('?') ? '&' : '?';
    const { status, body } = await api.call(
      operation.method,
      `${path}${glue}colour=red`,
    );
    expect(status).toBe(400);
    expect(body.error.message).toContain('unknown parameter colour');
  });

  it('refuses nothing but the document to whoever has no permission at all', () => {
    expect(
      API_OPERATIONS.filter(({ permissions }) => !permissions.length).map(
        ({ path }) => path,
      ),
    ).toEqual(['/openapi.json']);
  });

  it.each([
    ...['0', '1001', 'ten', '1e2', '', '%207', '1.0', '-1', '0x10'].map(
      limit => [
        `limit=${limit}`,
        'Bad request: limit: must be a whole number from 1 to 1000',
      ],
    ),
    ['name=', 'name: must not be empty'],
    ['q=', 'q: must not be empty'],
    ['limit=1&limit=2', 'limit may be given only once'],
    ['status=Broken', 'status'],
    ['sort=colour', 'sort'],
    ['cursor=nothing', 'The cursor is not one of this list'],
    ['name=%00', 'must not hold null characters'],
    ['__proto__=x', 'unknown parameter'],
    [`q=${'a'.repeat(201)}`, 'q: must not be longer than 200 characters'],
  ])('refuses /resources?%s', async (query, message) => {
    const { status, body } = await api.get(`/resources?${query}`);
    expect(status).toBe(400);
    expect(body.error.message).toContain(message);
  });

  it('shows its permissions and rules to permission backends', async () => {
    const { status, body } = await api.get(
      '/.well-known/backstage/permissions/metadata',
    );
    expect(status).toBe(200);
    expect(body.permissions.map((p: { name: string }) => p.name)).toEqual([
      'flux-fleet.fleet.read',
      'flux-fleet.cluster.read',
      'flux-fleet.resource.read',
      'flux-fleet.resource.reconcile',
    ]);
    expect(
      body.rules.map(
        (r: { resourceType: string; name: string }) =>
          `${r.resourceType} ${r.name}`,
      ),
    ).toEqual([
      'flux-cluster IS_CLUSTER',
      'flux-cluster HAS_ENVIRONMENT',
      'flux-cluster HAS_CLUSTER_LABEL',
      'flux-resource IS_CLUSTER',
      'flux-resource HAS_ENVIRONMENT',
      'flux-resource HAS_CLUSTER_LABEL',
      'flux-resource IS_IN_NAMESPACE',
      'flux-resource IS_OF_KIND',
      'flux-resource HAS_LABEL',
    ]);
  });
});
