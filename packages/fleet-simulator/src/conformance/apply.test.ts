import { ApiAnswer } from './ApiClient';
import { useConformanceTarget } from './useConformanceTarget';

// Server-side apply.
const get = useConformanceTarget();
const apply = (
  name: string,
  options: {
    manager: string;
    force?: boolean;
    spec?: object;
    metadata?: object;
  },
): Promise<ApiAnswer> =>
  get().client.patch(
    'apply',
    get().path(name),
    get().kustomization(name, {
      spec: options.spec,
      metadata: options.metadata,
    }),
    {
      query: {
        fieldManager: options.manager,
        ...(options.force ? { force: 'true' } : {}),
      },
    },
  );

describe('server-side apply', () => {
  it('creates, and changes nothing the second time', async () => {
    const first = await apply('applied', { manager: 'one' });
    expect(first.code).toBe(201);
    expect(first.json.metadata.managedFields).toEqual([
      expect.objectContaining({
        manager: 'one',
        operation: 'Apply',
        fieldsV1: {
          'f:spec': expect.objectContaining({
            'f:interval': {},
            'f:sourceRef': { 'f:kind': {}, 'f:name': {} },
          }),
        },
      }),
    ]);
    const second = await apply('applied', { manager: 'one' });
    expect(second.code).toBe(200);
    expect(second.json.metadata.resourceVersion).toBe(
      first.json.metadata.resourceVersion,
    );
  });

  it('refuses to change what somebody else owns, and names both', async () => {
    await apply('disputed', { manager: 'one' });
    const { code, json } = await apply('disputed', {
      manager: 'two',
      spec: { path: './two' },
    });
    expect(code).toBe(409);
    expect(json).toMatchObject({
      reason: 'Conflict',
      message: 'Apply failed with 1 conflict: conflict with "one": .spec.path',
      details: {
        causes: [
          {
            reason: 'FieldManagerConflict',
            message: 'conflict with "one"',
            field: '.spec.path',
          },
        ],
      },
    });
  });

  it('takes it when forced', async () => {
    await apply('forced', { manager: 'one' });
    const { code, json } = await apply('forced', {
      manager: 'two',
      force: true,
      spec: { path: './two' },
    });
    expect(code).toBe(200);
    expect(json.spec.path).toBe('./two');
    const one = json.metadata.managedFields.find(
      (entry: { manager: string }) => entry.manager === 'one',
    );
    expect(one.fieldsV1['f:spec']['f:path']).toBeUndefined();
    expect(one.fieldsV1['f:spec']['f:interval']).toEqual({});
  });

  it('lets several own the same value', async () => {
    await apply('shared', { manager: 'one' });
    const { code, json } = await apply('shared', { manager: 'two' });
    expect(code).toBe(200);
    expect(
      json.metadata.managedFields.map((entry: any) => entry.manager).sort(),
    ).toEqual(['one', 'two']);
  });

  it('removes what is no longer applied, unless somebody else owns it', async () => {
    await apply('shrinking', {
      manager: 'one',
      spec: { timeout: '1m', retryInterval: '2m' },
      metadata: { labels: { gone: 'soon' } },
    });
    await apply('shrinking', { manager: 'two', spec: { timeout: '1m' } });
    const { json } = await apply('shrinking', { manager: 'one' });
    expect(json.spec.retryInterval).toBeUndefined();
    expect(json.metadata.labels).toBeUndefined();
    expect(json.spec.timeout).toBe('1m');
  });

  it('keeps what others wrote beside it', async () => {
    await apply('beside', { manager: 'one' });
    await get().client.patch('merge', get().path('beside'), {
      metadata: { annotations: { note: 'mine' } },
    });
    const { json } = await apply('beside', { manager: 'one' });
    expect(json.metadata.annotations).toEqual({ note: 'mine' });
  });

  it('takes YAML', async () => {
    const { code } = await get().client.patch(
      'apply',
      get().configMaps('yaml'),
      'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: yaml\ndata:\n  a: b\n',
      { query: { fieldManager: 'one' } },
    );
    expect(code).toBe(201);
  });

  it('keeps nothing of a dry run', async () => {
    const { code } = await get().client.patch(
      'apply',
      get().path('dry-applied'),
      get().kustomization('dry-applied'),
      { query: { fieldManager: 'one', dryRun: 'All' } },
    );
    expect(code).toBe(201);
    const { code: after } = await get().client.get(get().path('dry-applied'));
    expect(after).toBe(404);
  });

  it('needs to know the manager', async () => {
    const { code } = await get().client.patch(
      'apply',
      get().path('unmanaged'),
      get().kustomization('unmanaged'),
    );
    expect([400, 422]).toContain(code);
  });
});
