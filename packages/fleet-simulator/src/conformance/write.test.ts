import { useConformanceTarget } from './useConformanceTarget';

// POST, PUT and DELETE, generation, status, dry runs, finalizers.
const get = useConformanceTarget();
describe('create', () => {
  it('fills in what the server sets and drops status', async () => {
    const { code, json } = await get().client.post(get().path(), {
      ...get().kustomization('created'),
      status: { observedGeneration: 7 },
    });
    expect(code).toBe(201);
    expect(json.metadata).toMatchObject({
      name: 'created',
      namespace: get().namespace,
      generation: 1,
      uid: expect.stringMatching(/^[0-9a-f-]{36}$/),
      resourceVersion: expect.stringMatching(/^\d+$/),
      creationTimestamp: expect.stringMatching(/^\d{4}-.*:\d\dZ$/),
    });
    expect(json.status?.observedGeneration).not.toBe(7);
  });

  it('records who wrote which fields', async () => {
    const { json } = await get().client.post(
      get().path(),
      get().kustomization('recorded'),
      { query: { fieldManager: 'tester' } },
    );
    expect(json.metadata.managedFields).toEqual([
      expect.objectContaining({
        manager: 'tester',
        operation: 'Update',
        fieldsType: 'FieldsV1',
        fieldsV1: {
          'f:spec': expect.objectContaining({
            '.': {},
            'f:interval': {},
            'f:sourceRef': { '.': {}, 'f:kind': {}, 'f:name': {} },
          }),
        },
      }),
    ]);
  });

  it('makes a name from generateName', async () => {
    const object = get().kustomization('');
    object.metadata = { generateName: 'made-' };
    const { json } = await get().client.post(get().path(), object);
    expect(json.metadata.name).toMatch(/^made-[a-z0-9]{5}$/);
  });

  it('refuses a name that is taken', async () => {
    await get().create('taken');
    const { code, json } = await get().client.post(
      get().path(),
      get().kustomization('taken'),
    );
    expect(code).toBe(409);
    expect(json).toMatchObject({
      reason: 'AlreadyExists',
      message:
        'kustomizations.kustomize.toolkit.fluxcd.io "taken" already exists',
      details: {
        name: 'taken',
        group: 'kustomize.toolkit.fluxcd.io',
        kind: 'kustomizations',
      },
    });
  });

  it.each([
    ['no name', { metadata: { name: undefined } }],
    ['a name that is none', { metadata: { name: 'Not_A_Name' } }],
    ['a label that is none', { metadata: { labels: { 'a b': 'c' } } }],
  ])('refuses %s and names the field', async (_what, options) => {
    const { code, json } = await get().client.post(
      get().path(),
      get().kustomization('refused', options),
    );
    expect(code).toBe(422);
    expect(json.reason).toBe('Invalid');
    expect(json.details.causes[0].field).toMatch(/^metadata\.(name|labels)$/);
  });

  it('refuses another version or kind than the path names', async () => {
    const object = get().kustomization('refused');
    const version = await get().client.post(get().path(), {
      ...object,
      apiVersion: 'kustomize.toolkit.fluxcd.io/v0',
    });
    expect(version.code).toBe(400);
    const kind = await get().client.post(get().path(), {
      ...object,
      kind: 'Other',
    });
    expect([400, 422]).toContain(kind.code);
  });

  it('refuses a namespace that is missing', async () => {
    const { code, json } = await get().client.post(
      get().path().replace(get().namespace, 'conformance-missing'),
      get().kustomization('lost'),
    );
    expect(code).toBe(404);
    expect(json.message).toBe('namespaces "conformance-missing" not found');
  });

  it('keeps nothing of a dry run', async () => {
    const { code } = await get().client.post(
      get().path(),
      get().kustomization('dry'),
      { query: { dryRun: 'All' } },
    );
    expect(code).toBe(201);
    expect((await get().client.get(get().path('dry'))).code).toBe(404);
  });
});

describe('update', () => {
  it('counts generations for spec alone', async () => {
    const object = await get().create('counted');
    object.metadata.labels = { team: 'a' };
    const labelled = await get().client.put(get().path('counted'), object);
    expect(labelled.json.metadata.generation).toBe(1);
    labelled.json.spec.path = './other';
    const changed = await get().client.put(
      get().path('counted'),
      labelled.json,
    );
    expect(changed.json.metadata.generation).toBe(2);
    expect(Number(changed.json.metadata.resourceVersion)).toBeGreaterThan(
      Number(object.metadata.resourceVersion),
    );
  });

  it('refuses a version that is not the newest, and none at all', async () => {
    const object = await get().create('locked');
    object.spec.path = './first';
    await get().client.put(get().path('locked'), object);
    object.spec.path = './second';
    const stale = await get().client.put(get().path('locked'), object);
    expect(stale.code).toBe(409);
    expect(stale.json.reason).toBe('Conflict');
    delete object.metadata.resourceVersion;
    const blind = await get().client.put(get().path('locked'), object);
    expect(blind.code).toBe(422);
    expect(blind.json.details.causes[0].field).toBe('metadata.resourceVersion');
  });

  it('writes nothing when nothing changes', async () => {
    const object = await get().create('same');
    const { json } = await get().client.put(get().path('same'), object);
    expect(json.metadata.resourceVersion).toBe(object.metadata.resourceVersion);
  });

  it('keeps status and the rest apart', async () => {
    const object = await get().create('parts');
    object.status = { observedGeneration: 3 };
    object.spec.path = './ignored';
    const status = await get().client.put(get().path('parts/status'), object);
    expect(status.json.status.observedGeneration).toBe(3);
    expect(status.json.spec.path).toBe('./deploy');
    expect(status.json.metadata.generation).toBe(1);
    const main = { ...status.json, status: { observedGeneration: 9 } };
    main.spec.path = './taken';
    const changed = await get().client.put(get().path('parts'), main);
    expect(changed.json.status.observedGeneration).toBe(3);
    expect(changed.json.spec.path).toBe('./taken');
  });

  it('refuses another name than the path has, and a missing object', async () => {
    const object = await get().create('here');
    const renamed = await get().client.put(get().path('there'), object);
    expect(renamed.code).toBe(400);
    const missing = await get().client.put(get().path('missing'), {
      ...get().kustomization('missing'),
      metadata: { name: 'missing', resourceVersion: '1' },
    });
    expect(missing.code).toBe(404);
  });
});

describe('delete', () => {
  it('says what it deleted, and 404 afterwards', async () => {
    const object = await get().create('deleted');
    const { code, json } = await get().client.delete(get().path('deleted'));
    expect(code).toBe(200);
    expect(json).toMatchObject({
      kind: 'Status',
      status: 'Success',
      details: { name: 'deleted', uid: object.metadata.uid },
    });
    const again = await get().client.delete(get().path('deleted'));
    expect(again.code).toBe(404);
    expect(again.json.reason).toBe('NotFound');
  });

  it('waits for finalizers', async () => {
    await get().create('held', {
      metadata: { finalizers: ['conformance.example.com/hold'] },
    });
    const { json } = await get().client.delete(get().path('held'));
    expect(json.metadata.deletionTimestamp).toBeDefined();
    const released = await get().client.patch('merge', get().path('held'), {
      metadata: { finalizers: null },
    });
    expect(released.code).toBe(200);
    expect((await get().client.get(get().path('held'))).code).toBe(404);
  });

  it('holds to preconditions', async () => {
    await get().create('guarded');
    const { code } = await get().client.delete(get().path('guarded'), {
      kind: 'DeleteOptions',
      apiVersion: 'v1',
      preconditions: { uid: '00000000-0000-0000-0000-000000000000' },
    });
    expect(code).toBe(409);
  });

  it('takes dependents along', async () => {
    const owner = await get().create('owner');
    await get().create('dependent', {
      metadata: {
        ownerReferences: [
          {
            apiVersion: owner.apiVersion,
            kind: owner.kind,
            name: 'owner',
            uid: owner.metadata.uid,
          },
        ],
      },
    });
    await get().client.delete(get().path('owner'));
    // The garbage collector of a real cluster works in its own time.
    let code = 200;
    while (code !== 404) {
      ({ code } = await get().client.get(get().path('dependent')));
    }
    expect(code).toBe(404);
  });

  it('deletes what a selector matches', async () => {
    await get().create('swept', { metadata: { labels: { sweep: 'yes' } } });
    await get().create('kept', { metadata: { labels: { sweep: 'no' } } });
    const { code } = await get().client.delete(get().path(), undefined, {
      query: { labelSelector: 'sweep=yes' },
    });
    expect(code).toBe(200);
    expect((await get().client.get(get().path('swept'))).code).toBe(404);
    expect((await get().client.get(get().path('kept'))).code).toBe(200);
  });
});
