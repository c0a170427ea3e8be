import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { HttpKubernetesClient } from './HttpKubernetesClient';
import { ServerPolicy } from './ServerPolicy';

const path = {
  group: 'kustomize.toolkit.fluxcd.io',
  version: 'v1',
  plural: 'kustomizations',
  namespace: 'apps',
  name: 'one',
};

describe('HttpKubernetesClient', () => {
  let server: Server | undefined;
  let client: HttpKubernetesClient;
  const requests: Array<{ url?: string; method?: string; body: string }> = [];

  const listen = async (
    handle: RequestListener,
    options: { allowed?: string[]; denied?: string[]; host?: string } = {},
  ) => {
    requests.length = 0;
    server = createServer(async (request, response) => {
      let body = '';
      for await (const chunk of request) body += chunk;
      requests.push({ url: request.url, method: request.method, body });
      handle(request, response);
    });
    await new Promise<void>(resolve =>
      server!.listen(0, '127.0.0.1', () => resolve()),
    );
    const { port } = server.address() as AddressInfo;
    client = HttpKubernetesClient.create({
      connection: {
        server: `http://${options.host ?? '127.0.0.1'}:${port}/secret-path/`,
        token: 'secret-token',
      },
      policy: ServerPolicy.create({
        allowed: options.allowed ?? [],
        denied: options.denied ?? [],
      }),
      requestTimeoutMs: 300,
    });
  };

  afterEach(async () => {
    await client.close();
    server?.closeAllConnections();
    await new Promise(resolve => server?.close(resolve));
  });

  const json =
    (code: number, body: unknown, headers = {}): RequestListener =>
    (_, response) =>
      response.writeHead(code, headers).end(JSON.stringify(body));

  it('sends the token below the base path, and patches as itself', async () => {
    await listen((request, response) => {
      expect(request.headers.authorization).toBe('Bearer secret-token');
      response.end(JSON.stringify({ metadata: { name: 'one' } }));
    });
    await client.get({ ...path, name: 'a/b' });
    await client.mergePatch(path, { spec: { suspend: true } });
    const base =
      '/secret-path/apis/kustomize.toolkit.fluxcd.io/v1/namespaces/apps/kustomizations';
    expect(requests).toEqual([
      { method: 'GET', url: `${base}/a%2Fb`, body: '' },
      {
        method: 'PATCH',
        url: `${base}/one?fieldManager=flux-fleet`,
        body: '{"spec":{"suspend":true}}',
      },
    ]);
  });

  it.each([
    [401, 'unauthorized'],
    [403, 'forbidden'],
    [404, 'notFound'],
    [409, 'conflict'],
    [410, 'expired'],
    [422, 'invalid'],
    [429, 'tooManyRequests'],
    [503, 'serverError'],
    [302, 'malformed'],
  ])(
    'takes %p for %s, with the message and Retry-After',
    async (code, kind) => {
      await listen(
        json(
          code,
          { message: 'because' },
          {
            'retry-after': '3',
            location: 'http://169.254.169.254/',
          },
        ),
      );
      await expect(client.get(path)).rejects.toMatchObject({
        name: 'KubernetesError',
        kind,
        retryAfterMs: 3000,
        message: expect.stringContaining('because'),
      });
      expect(requests).toHaveLength(1);
    },
  );

  it.each([
    [{ items: [] }],
    [{ metadata: {}, items: [] }],
    [{ metadata: { resourceVersion: '1' }, items: 'x' }],
    [[]],
    [null],
  ])('never takes %j for a list', async answer => {
    await listen(json(200, answer));
    await expect(client.list(path, {})).rejects.toMatchObject({
      kind: 'malformed',
    });
  });

  it('gives up on a server that is silent, and says nothing of path or token', async () => {
    await listen(() => undefined);
    const error = await client.get(path).catch(e => e);
    expect(error.kind).toBe('unreachable');
    expect(error.message).not.toContain('secret');
  });

  it('reports a refused connection by host alone', async () => {
    await listen(json(200, {}));
    server!.closeAllConnections();
    await new Promise(resolve => server!.close(resolve));
    const error = await client.get(path).catch(e => e);
    expect(error.kind).toBe('unreachable');
    expect(error.message).toMatch(
      /^The API server at 127\.0\.0\.1:\d+ refuses/,
    );
  });

  it('rejects with the reason of the caller who gave up', async () => {
    await listen(() => undefined);
    const controller = new AbortController();
    const asked = client.get(path, { signal: controller.signal });
    controller.abort(new Error('enough'));
    await expect(asked).rejects.toThrow('enough');
  });

  it('refuses an answer that is too large', async () => {
    await listen((_, response) => {
      const chunk = Buffer.alloc(1024 * 1024, 'x');
      const more = () => {
        while (!response.destroyed && response.write(chunk));
      };
      response.on('drain', more);
      more();
    });
    await expect(client.get(path, { timeoutMs: 20_000 })).rejects.toMatchObject(
      { kind: 'tooLarge' },
    );
  });

  it.each([
    ['an address', '127.0.0.1', '127.0.0.0/8'],
    ['what a name resolves to', 'localhost', '127.0.0.0/8'],
    ['a name', 'localhost', 'localhost'],
  ])('does not connect to %s that is denied', async (_, host, pattern) => {
    await listen(json(200, {}), { host, denied: [pattern, '::1'] });
    await expect(client.get(path)).rejects.toMatchObject({
      kind: 'unreachable',
      message: expect.stringContaining('fluxFleet.deniedServers'),
    });
    expect(requests).toEqual([]);
  });

  it('watches until the server ends, and notices silence', async () => {
    const event = (type: string, resourceVersion: string) =>
      `${JSON.stringify({
        type,
        object: { metadata: { resourceVersion } },
      })}\n`;
    let isSilent = false;
    await listen((_, response) => {
      response.write(event('ADDED', '2'));
      response.write(event('BOOKMARK', '3'));
      if (!isSilent) response.end();
    });
    const watch = async () => {
      const seen: string[] = [];
      const events = client.watch(
        path,
        { resourceVersion: '1', timeoutSeconds: 5 },
        { signal: new AbortController().signal, silenceMs: 200 },
      );
      for await (const { type } of events) seen.push(type);
      return seen;
    };
    expect(await watch()).toEqual(['ADDED', 'BOOKMARK']);
    isSilent = true;
    await expect(watch()).rejects.toMatchObject({ kind: 'unreachable' });
  });

  it('takes an ERROR event for what it says', async () => {
    await listen((_, response) =>
      response.end('{"type":"ERROR","object":{"code":410,"message":"old"}}\n'),
    );
    const events = client.watch(
      path,
      { resourceVersion: '1', timeoutSeconds: 5 },
      { signal: new AbortController().signal, silenceMs: 200 },
    );
    await expect(events.next()).rejects.toMatchObject({ kind: 'expired' });
  });

  it('hides its token and passwords where the server quotes them', async () => {
    await listen(
      json(401, {
        message:
          'invalid bearer token secret-token; see https://u:pw@example.com',
      }),
    );
    const failure = await client.get(path).catch(error => error);
    expect(failure.kind).toBe('unauthorized');
    expect(failure.message).toContain('invalid bearer token');
    expect(failure.message).not.toContain('secret-token');
    expect(failure.message).not.toContain('pw@');
  });
});
