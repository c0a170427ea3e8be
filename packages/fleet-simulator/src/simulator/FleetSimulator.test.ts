import { parse } from 'yaml';

import { THING, thing } from '../apiserver/__testUtils__/testServer';
import { ApiClient } from '../conformance/ApiClient';
import {
  startTestCluster,
  TestCluster,
  THINGS,
} from './__testUtils__/startTestCluster';

describe.each([
  ['HTTP/1.1', {}],
  ['HTTP/1.1 over TLS', { tls: true }],
  ['HTTP/2', { tls: true, http2: true }],
])('FleetSimulator over %s', (_protocol, options) => {
  let test: TestCluster;

  const clientOf = (access: { server: string; token?: string }) =>
    new ApiClient({
      ...access,
      ca: test.simulator.certificateAuthority,
      http2: 'http2' in options,
    });

  beforeEach(async () => {
    test = await startTestCluster(options);
  });

  afterEach(() => test.close());

  it('keeps clusters and their tokens apart', async () => {
    const other = test.simulator.addCluster({
      name: 'other',
      token: 'other-token',
      kubernetesVersion: 'v1.31.0',
      definitions: [THING],
    });
    test.fill('a');
    const client = clientOf(other);
    expect((await client.get(THINGS)).json.items).toEqual([]);
    expect((await client.get('/version')).json.gitVersion).toBe('v1.31.0');
    const crossed = test.client.as('other-token');
    expect((await crossed.get(THINGS)).code).toBe(401);
    client.close();
    crossed.close();
  });

  it('refuses names that are taken or no part of a path', () => {
    const add = (name: string) =>
      test.simulator.addCluster({ name, definitions: [] });
    expect(() => add('test')).toThrow('already');
    expect(() => add('a/b')).toThrow('Not a cluster');
    expect(() => test.simulator.cluster('none')).toThrow('no cluster');
  });

  it('writes kubeconfigs that say everything, and need no header over plain HTTP', async () => {
    const config = parse(test.simulator.kubeconfig());
    expect(config.contexts).toEqual([
      { name: 'test', context: { cluster: 'test', user: 'test' } },
    ]);
    const { server, 'certificate-authority-data': authority } =
      config.clusters[0].cluster;
    const { token } = config.users[0].user;
    const client = new ApiClient({
      server,
      ...(authority && { ca: Buffer.from(authority, 'base64').toString() }),
      ...(authority && { token }),
    });
    expect((await client.get(THINGS)).code).toBe(200);
    client.close();
    expect(token).toBe(test.cluster.token);
  });

  it('goes down and comes back with everything', async () => {
    test.fill('a');
    const watch = await test.client.watch(THINGS);
    await watch.next();
    test.cluster.takeDown();
    await expect(watch.rest()).rejects.toThrow();
    await expect(test.client.get(THINGS)).rejects.toThrow();
    test.cluster.bringBack();
    expect((await test.client.get(THINGS)).json.items).toHaveLength(1);
  });

  it('answers 403 as Kubernetes words it, and tells the same in access reviews', async () => {
    test.cluster.addToken({
      token: 'reader',
      user: 'reader',
      rules: [
        {
          apiGroups: ['example.com'],
          resources: ['things'],
          verbs: ['get', 'list'],
          namespaces: ['default'],
        },
      ],
    });
    const reader = test.client.as('reader');
    expect((await reader.get(THINGS)).code).toBe(200);
    const everywhere = await reader.get('/apis/example.com/v1/things');
    expect(everywhere.code).toBe(403);
    expect(everywhere.json.message).toBe(
      'things.example.com is forbidden: User "reader" cannot list resource "things" in API group "example.com" at the cluster scope',
    );
    const patched = await reader.patch('merge', `${THINGS}/a`, {});
    expect(patched.json.message).toBe(
      'things.example.com "a" is forbidden: User "reader" cannot patch resource "things" in API group "example.com" in the namespace "default"',
    );
    const review = async (verb: string) => {
      const { json } = await reader.post(
        '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews',
        {
          apiVersion: 'authorization.k8s.io/v1',
          kind: 'SelfSubjectAccessReview',
          spec: {
            resourceAttributes: {
              group: 'example.com',
              resource: 'things',
              namespace: 'default',
              verb,
            },
          },
        },
      );
      return json.status.allowed;
    };
    expect([await review('list'), await review('patch')]).toEqual([
      true,
      false,
    ]);
    test.cluster.removeToken('reader');
    expect((await reader.get(THINGS)).code).toBe(401);
    reader.close();
  });

  it('ends watches and forgets the past when told to', async () => {
    test.fill('a');
    const { resourceVersion } = test.cluster.stats();
    const query = { resourceVersion: String(resourceVersion) };
    const first = await test.client.watch(THINGS, { query });
    expect(test.cluster.stats().openWatches).toBe(1);
    test.cluster.closeWatches();
    expect(await first.rest()).toEqual([]);
    test.cluster.compactHistory();
    const second = await test.client.watch(THINGS, { query });
    const [event] = await second.rest();
    expect(event).toMatchObject({ type: 'ERROR', object: { code: 410 } });
  });

  it('lets continue tokens expire with the past', async () => {
    test.fill('a', 'b', 'c');
    const page = await test.client.get(THINGS, { query: { limit: '1' } });
    test.fill('d');
    test.cluster.compactHistory();
    const expired = await test.client.get(THINGS, {
      query: { limit: '1', continue: page.json.metadata.continue },
    });
    expect(expired.code).toBe(410);
    const rest = await test.client.get(THINGS, {
      query: { continue: expired.json.metadata.continue },
    });
    expect(rest.json.items.map((item: any) => item.metadata.name)).toEqual([
      'b',
      'c',
      'd',
    ]);
  });

  it('serves logs of pods and what is written later', async () => {
    const pod = { namespace: 'default', name: 'p' };
    test.cluster.api.create(
      {
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: pod,
        spec: { containers: [{ name: 'manager' }] },
      },
      { manager: 'test' },
    );
    ['one', 'two', 'three'].forEach(line =>
      test.cluster.api.appendPodLog(pod, line),
    );
    const path = '/api/v1/namespaces/default/pods/p/log';
    const all = await test.client.get(path);
    expect(all.text).toBe('one\ntwo\nthree\n');
    const tail = await test.client.get(path, {
      query: { tailLines: '1', container: 'manager', timestamps: 'true' },
    });
    expect(tail.text).toMatch(/^\d{4}-.*Z three\n$/);
    const none = await test.client.get(path, { query: { tailLines: '0' } });
    expect(none.text).toBe('');
    const wrong = await test.client.get(path, { query: { container: 'x' } });
    expect(wrong.code).toBe(400);
  });

  it('defines kinds for clients that create their definitions', async () => {
    const crd = await test.client.get(
      '/apis/apiextensions.k8s.io/v1/customresourcedefinitions/things.example.com',
    );
    const path = '/apis/apiextensions.k8s.io/v1/customresourcedefinitions';
    test.fill('a');
    const deleted = await test.client.delete(`${path}/things.example.com`);
    expect(deleted.code).toBe(200);
    expect((await test.client.get(THINGS)).code).toBe(404);
    const { metadata: _metadata, status: _status, ...definition } = crd.json;
    const created = await test.client.post(path, {
      ...definition,
      metadata: { name: 'things.example.com' },
    });
    expect(created.code).toBe(201);
    expect((await test.client.get(THINGS)).json.items).toEqual([]);
    expect((await test.client.post(THINGS, thing('b'))).code).toBe(201);
  });

  it('counts what its clients do', async () => {
    test.fill('a');
    await test.client.get(THINGS);
    await test.client.get(`${THINGS}/none`);
    const stats = test.cluster.stats();
    expect(stats.requests).toEqual({ list: 1, get: 1 });
    expect(stats.answers).toEqual({ 200: 1, 404: 1 });
    expect(stats.mostConcurrentRequests).toBe(1);
  });

  it('runs tasks when it closes, once', async () => {
    let ran = 0;
    test.simulator.onClose(() => {
      ran += 1;
    });
    await Promise.all([test.simulator.close(), test.simulator.close()]);
    expect(ran).toBe(1);
  });
});
