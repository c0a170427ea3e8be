import { useConformanceTarget } from './useConformanceTarget';

const GROUP = 'kustomize.toolkit.fluxcd.io';
const AGGREGATED =
  'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList,application/json';

// Versions, health, discovery, credentials.
const get = useConformanceTarget();
describe('discovery', () => {
  it('tells its version', async () => {
    const { code, json } = await get().client.get('/version');
    expect(code).toBe(200);
    expect(json.gitVersion).toMatch(/^v1\.\d+\./);
    expect(json.major).toBe('1');
  });

  it.each(['/livez', '/readyz'])('says at %s that it is well', async path => {
    const { code, text } = await get().client.get(path);
    expect({ code, text }).toEqual({ code: 200, text: 'ok' });
  });

  it('lists the core versions and the groups', async () => {
    const core = await get().client.get('/api');
    expect(core.json).toMatchObject({
      kind: 'APIVersions',
      versions: ['v1'],
    });
    const groups = await get().client.get('/apis');
    expect(groups.json.kind).toBe('APIGroupList');
    const flux = groups.json.groups.find(
      (group: { name: string }) => group.name === GROUP,
    );
    expect(flux.preferredVersion).toEqual(flux.versions[0]);
  });

  it('lists the resources of a group version with their subresources', async () => {
    const { json } = await get().client.get(`/apis/${GROUP}/v1`);
    expect(json).toMatchObject({
      kind: 'APIResourceList',
      groupVersion: `${GROUP}/v1`,
    });
    const names = json.resources.map(({ name }: { name: string }) => name);
    expect(names).toEqual(
      expect.arrayContaining(['kustomizations', 'kustomizations/status']),
    );
    expect(json.resources[0]).toMatchObject({
      name: 'kustomizations',
      kind: 'Kustomization',
      namespaced: true,
      verbs: expect.arrayContaining(['list', 'watch', 'patch']),
    });
  });

  it.each(['/api', '/apis'])(
    'says everything below %s at once to who asks for that',
    async path => {
      const answer = await get().client.get(path, {
        headers: { Accept: AGGREGATED },
      });
      if (answer.json.kind !== 'APIGroupDiscoveryList') {
        get().lacks('aggregated discovery v2', 'Kubernetes before 1.30');
        return;
      }
      expect(answer.headers['content-type']).toContain(
        'as=APIGroupDiscoveryList',
      );
      expect(answer.json.items.length).toBeGreaterThan(0);
      const again = await get().client.get(path, {
        headers: {
          Accept: AGGREGATED,
          'If-None-Match': String(answer.headers.etag),
        },
      });
      expect(again.code).toBe(304);
      for (const { headers } of [answer, again]) {
        expect(headers).toMatchObject({
          etag: expect.stringMatching(/^"[0-9A-F]{128}"$/),
          vary: expect.stringContaining('Accept'),
          'cache-control': 'public',
        });
      }
    },
  );

  it.each(['/apis/nobody.example.com/v1', '/nothing', `/apis/${GROUP}/v0`])(
    'answers 404 in plain text at %s',
    async path => {
      const { code, text } = await get().client.get(path);
      expect(code).toBe(404);
      expect(text).toBe('404 page not found\n');
    },
  );

  it('answers 404 for a kind that it does not have', async () => {
    const { code } = await get().client.get(`/apis/${GROUP}/v1/nothings`);
    expect(code).toBe(404);
  });
});

describe('credentials', () => {
  it('refuses an unknown token with a Status', async () => {
    const stranger = get().client.as('not-a-token');
    const { code, json } = await stranger.get('/api');
    stranger.close();
    expect(code).toBe(401);
    expect(json).toMatchObject({
      kind: 'Status',
      status: 'Failure',
      reason: 'Unauthorized',
      code: 401,
    });
  });

  it('refuses who has none', async () => {
    const nobody = get().client.as(undefined);
    const { code } = await nobody.get(get().path());
    nobody.close();
    // Servers with anonymous requests know who that is, and forbid it.
    expect([401, 403]).toContain(code);
  });

  it('says who one is and what one may do', async () => {
    const review = await get().client.post(
      '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews',
      {
        apiVersion: 'authorization.k8s.io/v1',
        kind: 'SelfSubjectAccessReview',
        spec: {
          resourceAttributes: {
            group: GROUP,
            resource: 'kustomizations',
            verb: 'patch',
            namespace: get().namespace,
          },
        },
      },
    );
    expect(review.code).toBe(201);
    expect(review.json.status.allowed).toBe(true);
  });
});
