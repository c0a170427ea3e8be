import { useConformanceTarget } from './useConformanceTarget';

// Merge patches and JSON patches.
const get = useConformanceTarget();
describe('patch', () => {
  it('merges, and removes what is null', async () => {
    await get().create('merged', {
      metadata: { labels: { a: '1', b: '2' } },
    });
    const { code, json } = await get().client.patch(
      'merge',
      get().path('merged'),
      { metadata: { labels: { a: null, c: '3' } }, spec: { suspend: null } },
      { query: { fieldManager: 'tester' } },
    );
    expect(code).toBe(200);
    expect(json.metadata.labels).toEqual({ b: '2', c: '3' });
    expect(json.spec.suspend).toBeUndefined();
    expect(json.metadata.generation).toBe(2);
    expect(json.metadata.managedFields).toContainEqual(
      expect.objectContaining({
        manager: 'tester',
        operation: 'Update',
        fieldsV1: { 'f:metadata': { 'f:labels': { 'f:c': {} } } },
      }),
    );
  });

  it('takes a field from who owned it', async () => {
    await get().client.patch(
      'apply',
      get().path('passed-on'),
      get().kustomization('passed-on'),
      { query: { fieldManager: 'applier' } },
    );
    const { json } = await get().client.patch(
      'merge',
      get().path('passed-on'),
      { spec: { path: './mine' } },
      { query: { fieldManager: 'tester' } },
    );
    const owners = json.metadata.managedFields.filter((entry: any) =>
      Object.hasOwn(entry.fieldsV1['f:spec'] ?? {}, 'f:path'),
    );
    expect(owners.map((entry: any) => entry.manager)).toEqual(['tester']);
  });

  it('writes nothing when nothing changes', async () => {
    const object = await get().create('unchanged');
    const { json } = await get().client.patch(
      'merge',
      get().path('unchanged'),
      { spec: { interval: '10m' }, metadata: { annotations: null } },
    );
    expect(json.metadata.resourceVersion).toBe(object.metadata.resourceVersion);
  });

  it('holds to a resourceVersion in the patch', async () => {
    await get().create('raced');
    const { code, json } = await get().client.patch(
      'merge',
      get().path('raced'),
      { metadata: { resourceVersion: '1' }, spec: { path: './x' } },
    );
    expect(code).toBe(409);
    expect(json.reason).toBe('Conflict');
  });

  it('patches status through its subresource', async () => {
    await get().create('reported');
    const { json } = await get().client.patch(
      'merge',
      get().path('reported/status'),
      { spec: { path: './ignored' }, status: { observedGeneration: 5 } },
    );
    expect(json.status.observedGeneration).toBe(5);
    expect(json.spec.path).toBe('./deploy');
  });

  it('applies JSON patches', async () => {
    await get().create('pointed');
    const { json } = await get().client.patch('json', get().path('pointed'), [
      { op: 'test', path: '/spec/path', value: './deploy' },
      { op: 'replace', path: '/spec/path', value: './pointed' },
      { op: 'add', path: '/metadata/annotations', value: { 'a/b': 'c' } },
      { op: 'remove', path: '/metadata/annotations/a~1b' },
    ]);
    expect(json.spec.path).toBe('./pointed');
    expect(json.metadata.annotations).toBeUndefined();
  });

  it('refuses a JSON patch whose test fails', async () => {
    await get().create('tested');
    const { code } = await get().client.patch('json', get().path('tested'), [
      { op: 'test', path: '/spec/path', value: './other' },
    ]);
    expect(code).toBe(422);
  });

  it('refuses strategic merge patches of custom resources, and types that it does not know', async () => {
    await get().create('plain');
    const strategic = await get().client.patch(
      'strategic',
      get().path('plain'),
      { spec: {} },
    );
    expect(strategic.code).toBe(415);
    expect(strategic.json.reason).toBe('UnsupportedMediaType');
    const unknown = await get().client.request('PATCH', get().path('plain'), {
      headers: { 'Content-Type': 'text/plain' },
      body: '{}',
    });
    expect(unknown.code).toBe(415);
  });

  it('merges lists of built-in kinds by strategic merge patches', async () => {
    await get().client.post(get().configMaps(), {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'strategic', finalizers: ['example.com/a'] },
      data: { a: '1' },
    });
    const { json } = await get().client.patch(
      'strategic',
      get().configMaps('strategic'),
      { metadata: { finalizers: ['example.com/b'] }, data: { b: '2' } },
    );
    expect(json.data).toEqual({ a: '1', b: '2' });
    expect([...json.metadata.finalizers].sort()).toEqual([
      'example.com/a',
      'example.com/b',
    ]);
    await get().client.patch('merge', get().configMaps('strategic'), {
      metadata: { finalizers: null },
    });
  });

  it('answers 404 for what is missing, 400 for what is no JSON', async () => {
    const missing = await get().client.patch('merge', get().path('no'), {});
    expect(missing.code).toBe(404);
    await get().create('parsed');
    const broken = await get().client.patch(
      'merge',
      get().path('parsed'),
      '{"spec":',
    );
    expect(broken.code).toBe(400);
  });
});
