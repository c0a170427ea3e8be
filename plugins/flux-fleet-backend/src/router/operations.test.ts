import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  deriveStatus,
  type FluxObject,
  type Operation,
} from '@flux-fleet/backstage-plugin-flux-fleet-common';
import {
  createFluxResourceConditionalDecision,
  fluxResourceConditions,
} from '../permissions/conditions';
import { testDatabases } from '../database/__testUtils__/testDatabases';
import { allowAll } from './__testUtils__/ApiHarness';
import {
  CLUSTER,
  OperationsHarness,
  pathOf,
} from './__testUtils__/OperationsHarness';

const REQUESTED_AT = 'reconcile.fluxcd.io/requestedAt';

jest.setTimeout(120_000);

const databases = testDatabases();

describe.each(databases.eachSupportedId())('operations, %p', id => {
  let on: OperationsHarness;

  beforeAll(async () => {
    on = await OperationsHarness.start(await databases.init(id));
  });

  afterEach(() => {
    on.api.policy = allowAll;
    on.cluster.faults.clear();
  });

  afterAll(async () => {
    await on.stop();
  });

  it('reconcile a ready resource and follow it until it is ready again', async () => {
    const object = on.take();
    const started = await on.reconcile(object);
    expect(started).toMatchObject({
      action: 'reconcile',
      state: 'running',
      requestedBy: 'user:default/mock',
      finishedAt: null,
      counts: { pending: 1 },
      results: [{ cluster: CLUSTER, outcome: 'pending', message: '' }],
    });
    const ended = await on.api.ended(started.id);
    expect(ended).toMatchObject({ state: 'succeeded', counts: { ready: 1 } });
    expect(ended.results[0].message).toMatch(/^Applied revision/);
    expect(Date.parse(ended.finishedAt)).not.toBeNaN();
    const after = on.live(object);
    expect(after.metadata.annotations?.[REQUESTED_AT]).toMatch(
      /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{9}Z$/,
    );
    expect(after.status?.lastHandledReconcileAt).toBe(
      after.metadata.annotations?.[REQUESTED_AT],
    );
    const managers = after.metadata.managedFields as Array<{ manager: string }>;
    expect(managers.map(({ manager }) => manager)).toContain('flux-fleet');
  });

  it('end in failure with what the controller says', async () => {
    const object = on.take();
    on.break(object, 'no such image');
    const ended = await on.api.ended((await on.reconcile(object)).id);
    expect(ended).toMatchObject({ state: 'failed', counts: { failed: 1 } });
    expect(ended.results[0].message).toContain('no such image');
  });

  it('do not take a failure from before for the end', async () => {
    const failed = on.kustomizations.find(
      ({ metadata }) => metadata.name === 'checkout',
    )!;
    expect(deriveStatus(failed).status).toBe('Failed');
    const ended = await on.api.ended((await on.reconcile(failed)).id);
    expect(ended.state).toBe('succeeded');
  });

  it('are refused for what is suspended, saying what to do first', async () => {
    const path =
      '/resources/prod-eu-1/helm.toolkit.fluxcd.io/HelmRelease/payments/payments-api/reconcile';
    const { status, body } = await on.api.post(path);
    expect(status).toBe(409);
    expect(body.error.message).toBe(
      'HelmRelease payments/payments-api on prod-eu-1 is suspended, so its controller would not reconcile it; resume it first',
    );
  });

  it('are refused for what no controller reconciles', async () => {
    const [provider] = on.cluster.api.list(
      'notification.toolkit.fluxcd.io',
      'Provider',
    ) as FluxObject[];
    const { status, body } = await on.api.post(`${pathOf(provider)}/reconcile`);
    expect(status).toBe(409);
    expect(body.error.message).toContain('no controller acts on requests');
  });

  it('are refused while the cluster cannot be read, and leave nothing behind', async () => {
    const before = (await on.api.get('/operations')).body.totalItems;
    on.cluster.takeDown();
    const { status, body } = await on.api.post(
      `${pathOf(on.healthy[0])}/reconcile`,
    );
    on.cluster.bringBack();
    expect(status).toBe(503);
    expect(body.error.name).toBe('ServiceUnavailableError');
    expect(body.error.message).toContain('Try again when the cluster answers');
    expect((await on.api.get('/operations')).body.totalItems).toBe(before);
  });

  it('are refused without permission: 403 for what may be read, 404 for what may not', async () => {
    const path = `${pathOf(on.healthy[0])}/reconcile`;
    const elsewhere = fluxResourceConditions.isCluster({ clusters: ['dev'] });
    on.api.policy = permission =>
      permission.name === 'flux-fleet.resource.reconcile'
        ? createFluxResourceConditionalDecision(permission as never, elsewhere)
        : { result: AuthorizeResult.ALLOW };
    expect((await on.api.post(path)).status).toBe(403);
    on.api.policy = permission =>
      permission.name === 'flux-fleet.resource.reconcile'
        ? { result: AuthorizeResult.DENY }
        : { result: AuthorizeResult.ALLOW };
    expect((await on.api.post(path)).status).toBe(403);
    on.api.policy = permission =>
      createFluxResourceConditionalDecision(permission as never, elsewhere);
    expect((await on.api.post(path)).status).toBe(404);
    on.api.policy = permission =>
      createFluxResourceConditionalDecision(
        permission as never,
        fluxResourceConditions.isCluster({ clusters: [CLUSTER] }),
      );
    expect((await on.api.post(path)).status).toBe(202);
  });

  it('are shown to whom asked for them, and to whom may read what they are about', async () => {
    const { id: own } = await on.reconcile(on.take(), 'user:default/carla');
    await on.api.ended(own);
    const scoped = (clusters: string[]) => {
      on.api.policy = permission =>
        createFluxResourceConditionalDecision(
          permission as never,
          fluxResourceConditions.isCluster({ clusters }),
        );
    };
    scoped(['dev']);
    const shown = await on.api.get('/operations', 'user:default/carla');
    expect(shown.body.items.map((o: Operation) => o.id)).toEqual([own]);
    expect(shown.body.totalItems).toBe(1);
    expect(
      (await on.api.get(`/operations/${own}`, 'user:default/dora')).status,
    ).toBe(404);
    expect((await on.api.get('/operations', 'user:default/dora')).body).toEqual(
      {
        items: [],
        totalItems: 0,
        nextCursor: null,
      },
    );
    scoped([CLUSTER]);
    expect(
      (await on.api.get(`/operations/${own}`, 'user:default/dora')).status,
    ).toBe(200);
  });

  it('are listed newest first, page by page', async () => {
    const whole = (await on.api.get('/operations')).body;
    const walked: Operation[] = [];
    let cursor = '';
    do {
      const { body } = await on.api.get(`/operations?limit=3${cursor}`);
      walked.push(...body.items);
      cursor = body.nextCursor ? `&cursor=${body.nextCursor}` : '';
    } while (cursor);
    expect(walked).toEqual(whole.items);
    expect(walked).toHaveLength(whole.totalItems);
    const times = walked.map(operation => operation.startedAt);
    expect(times).toEqual([...times].sort().reverse());
  });
});
