import { useConformanceTarget } from './useConformanceTarget';

const TABLE =
  'application/json;as=Table;v=v1;g=meta.k8s.io,application/json;as=Table;v=v1beta1;g=meta.k8s.io,application/json';
const PARTIAL_LIST =
  'application/json;as=PartialObjectMetadataList;v=v1;g=meta.k8s.io';

// The requests that kubectl makes, as it makes them.
const get = useConformanceTarget();
describe('kubectl', () => {
  beforeAll(async () => {
    await get().create('shown', { metadata: { labels: { suite: 'shown' } } });
  });

  it('gets a table', async () => {
    const { code, json } = await get().client.get(get().path(), {
      query: { limit: '500', labelSelector: 'suite=shown' },
      headers: { Accept: TABLE },
    });
    expect(code).toBe(200);
    expect(json).toMatchObject({
      kind: 'Table',
      apiVersion: 'meta.k8s.io/v1',
      metadata: { resourceVersion: expect.stringMatching(/^\d+$/) },
    });
    expect(json.columnDefinitions[0]).toMatchObject({
      name: 'Name',
      type: 'string',
      format: 'name',
    });
    const columns = json.columnDefinitions.map((column: any) => column.name);
    expect(columns).toEqual(
      expect.arrayContaining(['Name', 'Age', 'Ready', 'Status']),
    );
    expect(json.rows[0].cells[0]).toBe('shown');
    expect(json.rows[0].object).toMatchObject({
      kind: 'PartialObjectMetadata',
      metadata: { name: 'shown' },
    });
  });

  it('watches a table', async () => {
    const watch = await get().client.watch(get().path(), {
      query: { labelSelector: 'suite=shown' },
      headers: { Accept: TABLE },
    });
    const event = await watch.next();
    watch.close();
    expect(event).toMatchObject({ type: 'ADDED', object: { kind: 'Table' } });
    expect(event?.object.rows[0].cells[0]).toBe('shown');
  });

  it('gets the names of secrets without what is in them', async () => {
    await get().client.post(`/api/v1/namespaces/${get().namespace}/secrets`, {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 'hidden' },
      data: { password: 'aGlkZGVu' },
    });
    const { json, text } = await get().client.get(
      `/api/v1/namespaces/${get().namespace}/secrets`,
      { headers: { Accept: PARTIAL_LIST } },
    );
    expect(json.kind).toBe('PartialObjectMetadataList');
    expect(json.items.map((item: any) => item.metadata.name)).toContain(
      'hidden',
    );
    expect(text).not.toContain('aGlkZGVu');
  });

  it('annotates', async () => {
    const { code, json } = await get().client.patch(
      'merge',
      get().path('shown'),
      { metadata: { annotations: { 'example.com/at': 'now' } } },
      { query: { fieldManager: 'kubectl-annotate' } },
    );
    expect(code).toBe(200);
    expect(json.metadata.annotations['example.com/at']).toBe('now');
    expect(
      json.metadata.managedFields.map((entry: any) => entry.manager),
    ).toContain('kubectl-annotate');
  });

  it('finds the events of an object', async () => {
    await get().client.post(`/api/v1/namespaces/${get().namespace}/events`, {
      apiVersion: 'v1',
      kind: 'Event',
      metadata: { name: 'shown.1', namespace: get().namespace },
      involvedObject: {
        kind: 'Kustomization',
        name: 'shown',
        namespace: get().namespace,
      },
      reason: 'Shown',
      message: 'It is shown.',
      type: 'Normal',
    });
    const { json } = await get().client.get(
      `/api/v1/namespaces/${get().namespace}/events`,
      {
        query: {
          fieldSelector: `involvedObject.kind=Kustomization,involvedObject.name=shown,involvedObject.namespace=${
            get().namespace
          }`,
        },
      },
    );
    expect(json.items.map((item: any) => item.reason)).toEqual(['Shown']);
  });

  it('reads the paths of the API documents', async () => {
    const { code, json } = await get().client.get('/openapi/v3');
    expect(code).toBe(200);
    const { serverRelativeURL } =
      json.paths['apis/kustomize.toolkit.fluxcd.io/v1'];
    const document = await get().client.get(serverRelativeURL);
    expect(document.json.openapi).toMatch(/^3\./);
  });

  it('sees custom resource definitions', async () => {
    const { code, json } = await get().client.get(
      '/apis/apiextensions.k8s.io/v1/customresourcedefinitions/kustomizations.kustomize.toolkit.fluxcd.io',
    );
    expect(code).toBe(200);
    expect(json.spec.names.kind).toBe('Kustomization');
    expect(json.status.conditions).toContainEqual(
      expect.objectContaining({ type: 'Established', status: 'True' }),
    );
  });

  it('gets YAML', async () => {
    const { code, text } = await get().client.get(get().path('shown'), {
      headers: { Accept: 'application/yaml' },
    });
    expect(code).toBe(200);
    expect(text).toMatch(/^apiVersion: kustomize\.toolkit\.fluxcd\.io/);
  });
});
