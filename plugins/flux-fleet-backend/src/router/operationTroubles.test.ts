import { testDatabases } from '../database/__testUtils__/testDatabases';
import { allowAll } from './__testUtils__/ApiHarness';
import { OperationsHarness } from './__testUtils__/OperationsHarness';

jest.setTimeout(120_000);

const databases = testDatabases();

describe.each(databases.eachSupportedId())('operations in trouble, %p', id => {
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

  it('ask again after a conflict', async () => {
    on.cluster.faults.add({
      kind: 'status',
      code: 409,
      times: 2,
      where: { verb: 'patch' },
    });
    const ended = await on.api.ended((await on.reconcile(on.take())).id);
    expect(ended.state).toBe('succeeded');
    expect(on.cluster.faults.list()).toEqual([]);
  });

  it('fail at once when the cluster does not let us', async () => {
    on.cluster.faults.add({
      kind: 'status',
      code: 403,
      message: 'patch is forbidden',
      where: { verb: 'patch' },
    });
    const ended = await on.api.ended((await on.reconcile(on.take())).id);
    expect(ended).toMatchObject({ state: 'failed', counts: { failed: 1 } });
    expect(ended.results[0].message).not.toBe('');
  });

  it('bear that the cluster goes down meanwhile', async () => {
    // It cannot end before the cluster goes down: nobody has asked for it yet.
    on.cluster.faults.add({ kind: 'hang', where: { verb: 'patch' } });
    const started = await on.reconcile(on.take());
    on.cluster.takeDown();
    on.cluster.faults.clear();
    // Three more requests begin: the second and third of them because the one before has failed.
    const { asked } = on.api.clients;
    while (on.api.clients.asked < asked + 3) {
      await new Promise(resolve => setTimeout(resolve, 30));
    }
    const { body } = await on.api.get(`/operations/${started.id}`);
    expect(body.state).toBe('running');
    on.cluster.bringBack();
    expect((await on.api.ended(started.id)).state).toBe('succeeded');
  });

  it('end in failure when the resource is deleted meanwhile', async () => {
    const object = on.take();
    on.break(object, 'slow', 'pending');
    const started = await on.reconcile(object);
    await on.until(started, 'reconciling');
    const key = on.keyOf(object);
    on.cluster.api.patch(
      key,
      { metadata: { finalizers: null } },
      { manager: 'test' },
    );
    on.cluster.api.delete(key);
    const ended = await on.api.ended(started.id);
    expect(ended.results[0]).toMatchObject({
      outcome: 'failed',
      message: 'It is no longer on the cluster',
    });
  });

  it('end in failure when somebody suspends the resource meanwhile', async () => {
    const object = on.take();
    on.break(object, 'slow', 'pending');
    const started = await on.reconcile(object);
    await on.until(started, 'reconciling');
    on.cluster.api.patch(
      on.keyOf(object),
      { spec: { suspend: true } },
      { manager: 'test' },
    );
    const ended = await on.api.ended(started.id);
    expect(ended.results[0].message).toContain('Was suspended');
  });

  it('are followed on after a restart in the middle', async () => {
    const started = await on.reconcile(on.take());
    await on.until(started, 'reconciling');
    await on.restart({
      whileDown: async () =>
        expect(
          await on.knex('operations').where({ id: started.id }).first('state'),
        ).toEqual({ state: 'running' }),
    });
    expect((await on.api.ended(started.id)).state).toBe('succeeded');
  });

  it('are begun after a restart that came before the cluster was asked', async () => {
    on.cluster.faults.add({ kind: 'hang', where: { verb: 'patch' } });
    const started = await on.reconcile(on.take());
    await on.restart({ whileDown: async () => on.cluster.faults.clear() });
    expect((await on.api.ended(started.id)).state).toBe('succeeded');
  });

  it('give up in the end', async () => {
    const object = on.take();
    await on.restart({ operationTimeoutMs: 1_500 });
    on.break(object, 'slow', 'pending');
    const ended = await on.api.ended((await on.reconcile(object)).id);
    expect(ended).toMatchObject({ state: 'failed', counts: { timedOut: 1 } });
    expect(ended.results[0].message).toMatch(/^No end in time/);
    await on.restart();
  });

  it('of two people on one resource at once both end', async () => {
    const object = on.take();
    const both = await Promise.all([
      on.reconcile(object, 'user:default/anna'),
      on.reconcile(object, 'user:default/ben'),
    ]);
    const [anna, ben] = await Promise.all(
      both.map(({ id: one }) => on.api.ended(one)),
    );
    expect(anna).toMatchObject({
      state: 'succeeded',
      requestedBy: 'user:default/anna',
    });
    expect(ben).toMatchObject({
      state: 'succeeded',
      requestedBy: 'user:default/ben',
    });
  });
});
