import { mockApis, registerMswTestHooks } from '@backstage/frontend-test-utils';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { aCluster, aResource } from '../__testUtils__/aResource';
import { FluxFleetClient } from './FluxFleetClient';

const server = setupServer();
registerMswTestHooks(server);

const BASE = 'http://localhost:7007/api/flux-fleet';
const client = FluxFleetClient.create({
  discoveryApi: mockApis.discovery({ baseUrl: 'http://localhost:7007' }),
  fetchApi: mockApis.fetch(),
});
const name = {
  cluster: 'eu-1',
  group: 'helm.toolkit.fluxcd.io',
  kind: 'HelmRelease',
  namespace: 'apps',
  name: 'pod/info',
};
const PATH =
  '/resources/eu-1/helm.toolkit.fluxcd.io/HelmRelease/apps/pod%2Finfo';

/** Answers with JSON and keeps the URL that was asked for. */
function answer(method: 'get' | 'post', path: string, body: object) {
  const asked: URL[] = [];
  server.use(
    http[method](`${BASE}${path}`, ({ request }) => {
      asked.push(new URL(request.url));
      return HttpResponse.json(body as Record<string, unknown>);
    }),
  );
  return asked;
}

describe('FluxFleetClient', () => {
  it('asks for a page of resources with every part of the filter', async () => {
    const page = { items: [aResource()], totalItems: 1, nextCursor: null };
    const asked = answer('get', '/resources', page);
    await expect(
      client.listResources({
        filter: { cluster: ['a', 'b'], status: ['Failed'], q: 'x & y' },
        sort: '-since',
        limit: 25,
        cursor: 'c==',
      }),
    ).resolves.toEqual(page);
    expect([...asked[0].searchParams]).toEqual([
      ['cluster', 'a'],
      ['cluster', 'b'],
      ['status', 'Failed'],
      ['q', 'x & y'],
      ['sort', '-since'],
      ['limit', '25'],
      ['cursor', 'c=='],
    ]);
  });

  it('reads one cluster, whatever its name', async () => {
    const cluster = { ...aCluster({ name: 'eu/1' }), sync: null };
    answer('get', '/clusters/eu%2F1', cluster);
    await expect(client.getCluster('eu/1')).resolves.toEqual(cluster);
  });

  it('reads clusters to the last page', async () => {
    server.use(
      http.get(`${BASE}/clusters`, ({ request }) => {
        const isFirst = !new URL(request.url).searchParams.has('cursor');
        return HttpResponse.json({
          items: [aCluster({ name: isFirst ? 'a' : 'b' })],
          totalItems: 2,
          nextCursor: isFirst ? 'next' : null,
        });
      }),
    );
    const clusters = await client.listClusters();
    expect(clusters.map(cluster => cluster.name)).toEqual(['a', 'b']);
  });

  it('asks for counts', async () => {
    const summary = { groups: [], totalResources: 0 };
    const asked = answer('get', '/summary', summary);
    await expect(
      client.summarize({ by: ['status'], filter: { kind: ['A'] } }),
    ).resolves.toEqual(summary);
    expect(asked[0].search).toBe('?kind=A&by=status');
  });

  it.each([
    ['getResource', 'get', PATH],
    ['listEvents', 'get', `${PATH}/events`],
    ['reconcile', 'post', `${PATH}/reconcile`],
  ] as const)(
    '%s names the resource in the path',
    async (call, method, path) => {
      const asked = answer(method, path, { id: 'x' });
      await expect(client[call](name)).resolves.toEqual({ id: 'x' });
      expect(asked[0].pathname).toBe(`/api/flux-fleet${path}`);
    },
  );

  it('asks how an operation goes', async () => {
    const asked = answer('get', '/operations/o%2F1', { id: 'o/1' });
    await expect(client.getOperation('o/1')).resolves.toEqual({ id: 'o/1' });
    expect(asked).toHaveLength(1);
  });

  it('throws what the backend says', async () => {
    server.use(
      http.get(`${BASE}/resources`, () =>
        HttpResponse.json(
          {
            error: { name: 'InputError', message: 'Invalid cursor' },
            response: { statusCode: 400 },
          },
          { status: 400 },
        ),
      ),
    );
    await expect(client.listResources({})).rejects.toMatchObject({
      statusCode: 400,
      body: { error: { message: 'Invalid cursor' } },
    });
  });

  it('gives up when told to', async () => {
    answer('get', '/resources', {});
    const controller = new AbortController();
    controller.abort();
    await expect(
      client.listResources({}, { signal: controller.signal }),
    ).rejects.toThrow();
  });
});
