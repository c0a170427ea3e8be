import {
  createSecureServer,
  type Http2SecureServer,
  type Http2ServerRequest,
  type Http2ServerResponse,
  type ServerHttp2Session,
} from 'node:http2';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { testCertificates } from './__testUtils__/testCertificates';
import { HttpKubernetesClient } from './HttpKubernetesClient';
import { ServerPolicy } from './ServerPolicy';
import type { WatchEvent } from './types';

const path = {
  group: 'kustomize.toolkit.fluxcd.io',
  version: 'v1',
  plural: 'kustomizations',
  namespace: '',
};
const EVENT =
  '{"type":"ADDED","object":{"metadata":{"name":"a","resourceVersion":"2"}}}\n';

type Handle = (
  request: Http2ServerRequest,
  response: Http2ServerResponse,
) => void;

describe('HttpKubernetesClient over HTTP/2', () => {
  let server: Http2SecureServer;
  let client: HttpKubernetesClient;
  let sessions: ServerHttp2Session[];
  let sockets: Socket[];
  let closeTasks: Array<() => Promise<void> | void>;

  beforeEach(() => {
    sessions = [];
    sockets = [];
    closeTasks = [];
  });

  afterEach(async () => {
    await client.close();
    sockets.forEach(socket => socket.destroy());
    await new Promise<void>(resolve => {
      server.close(() => resolve());
    });
    for (const close of closeTasks) await close();
  });

  const clientAt = (port: number, requestTimeoutMs = 10_000) =>
    HttpKubernetesClient.create({
      connection: {
        server: `https://localhost:${port}`,
        certificateAuthority: testCertificates.authority,
      },
      policy: ServerPolicy.create({ allowed: [], denied: [] }),
      requestTimeoutMs,
    });

  const listen = async (
    handle: Handle,
    settings: { maxConcurrentStreams?: number } = {},
  ): Promise<number> => {
    server = createSecureServer(
      {
        cert: testCertificates.server,
        key: testCertificates.serverKey,
        settings,
      },
      handle,
    );
    server.on('session', session => sessions.push(session));
    server.on('sessionError', () => undefined);
    server.on('connection', (socket: Socket) => sockets.push(socket));
    await new Promise<void>(resolve => {
      server.listen(0, '127.0.0.1', () => resolve());
    });
    const { port } = server.address() as AddressInfo;
    client = clientAt(port);
    return port;
  };

  const watch = (signal = new AbortController().signal, silenceMs = 30_000) =>
    client.watch(
      path,
      { resourceVersion: '1', timeoutSeconds: 60 },
      { signal, silenceMs },
    );
  const ask = () => client.getJson('/version');

  /** Opens a watch, and takes its first event. */
  const opened = async (
    signal?: AbortSignal,
  ): Promise<AsyncGenerator<WatchEvent>> => {
    const events = watch(signal);
    expect((await events.next()).value).toMatchObject({ type: 'ADDED' });
    return events;
  };

  /** Watches stay open after an event; everything else is answered. */
  const serve: Handle = (request, response) => {
    if (request.url.includes('watch=true')) response.write(EVENT);
    else response.end('{}');
  };

  it('carries all watches and requests of a cluster over one connection', async () => {
    await listen(serve);
    await Promise.all([
      ...Array.from({ length: 22 }, () => opened()),
      ...Array.from({ length: 22 }, ask),
    ]);
    expect(sockets).toHaveLength(1);
  });

  it('ends one watch without the others', async () => {
    let closed = 0;
    await listen((request, response) => {
      response.stream.on('close', () => {
        closed += 1;
      });
      serve(request, response);
      if (request.url.includes('watch=true')) response.write(EVENT);
    });
    const controller = new AbortController();
    const [one, other] = await Promise.all([
      opened(controller.signal),
      opened(),
    ]);
    await one.next();
    const pending = one.next();
    controller.abort(new Error('enough'));
    await expect(pending).rejects.toThrow('enough');
    expect((await other.next()).value).toMatchObject({ type: 'ADDED' });
    await ask();
    expect(closed).toBe(2);
    expect(sockets).toHaveLength(1);
  });

  it('ends a watch that is not taken any further', async () => {
    let onClosed: (code: number) => void;
    const closed = new Promise<number>(resolve => {
      onClosed = resolve;
    });
    await listen((request, response) => {
      response.stream.on('close', () => onClosed(response.stream.rstCode));
      serve(request, response);
    });
    const events = await opened();
    await events.return(undefined);
    // CANCEL
    expect(await closed).toBe(8);
  });

  it('slows a server down whose watch is not read, and no other', async () => {
    let written = 0;
    let onStalled: () => void;
    const stalled = new Promise<void>(resolve => {
      onStalled = resolve;
    });
    const line = EVENT.repeat(100);
    await listen((request, response) => {
      if (!request.url.includes('watch=true')) {
        serve(request, response);
        return;
      }
      const write = () => {
        written += line.length;
        response.write(line, () => setImmediate(write));
        if (written > 200_000) onStalled();
      };
      write();
    });
    const events = await opened();
    await stalled;
    let before: number;
    do {
      before = written;
      for (let index = 0; index < 20; index += 1) await ask();
    } while (written !== before);
    expect(written).toBeLessThan(2_000_000);
    // And goes on when it is read again.
    for (let read = 0; read < before * 2; read += EVENT.length) {
      await events.next();
    }
    expect(written).toBeGreaterThan(before);
    await events.return(undefined);
  });

  it.each([[1], [20], [100]])(
    'keeps to the %d streams that a connection may have',
    async maxConcurrentStreams => {
      const open = new Map<unknown, number>();
      let most = 0;
      await listen(
        ({ stream }, response) => {
          const { session } = stream;
          open.set(session, (open.get(session) ?? 0) + 1);
          most = Math.max(most, open.get(session)!);
          setImmediate(() => {
            open.set(session, open.get(session)! - 1);
            response.end('{}');
          });
        },
        { maxConcurrentStreams },
      );
      await Promise.all(Array.from({ length: 300 }, ask));
      expect(most).toBeLessThanOrEqual(maxConcurrentStreams);
      expect(sockets.length).toBeLessThanOrEqual(
        Math.min(48, Math.ceil(96 / maxConcurrentStreams)),
      );
    },
  );

  it('lets those go who wait for room for too long', async () => {
    await listen(serve, { maxConcurrentStreams: 100 });
    await Promise.all(Array.from({ length: 100 }, () => opened()));
    const controller = new AbortController();
    const waiting = client.getJson('/version', { signal: controller.signal });
    controller.abort(new Error('enough'));
    await expect(waiting).rejects.toThrow('enough');
    await expect(
      client.getJson('/version', { timeoutMs: 50 }),
    ).rejects.toMatchObject({ kind: 'unreachable' });
  });

  it('leaves a connection that is going away to what is on it', async () => {
    let onSecond: () => void;
    const second = new Promise<void>(resolve => {
      onSecond = resolve;
    });
    await listen((request, response) => {
      serve(request, response);
      if (request.url.includes('watch=true')) {
        second.then(() => response.end(EVENT));
      }
    });
    const events = await opened();
    sessions[0].goaway(0, 2 ** 31 - 1);
    while (sockets.length < 2) await ask();
    onSecond!();
    expect((await events.next()).value).toMatchObject({ type: 'ADDED' });
    expect((await events.next()).done).toBe(true);
    await ask();
    expect(sockets).toHaveLength(2);
  });

  it.each<[string, () => void]>([
    ['gives the connection up', () => sessions[0].goaway(2)],
    ['closes the connection', () => sockets[0].end()],
    ['cuts the connection', () => sockets[0].resetAndDestroy()],
  ])('says so when the server %s, and connects again', async (_, cut) => {
    let onHanging: () => void;
    const hangs = new Promise<void>(resolve => {
      onHanging = resolve;
    });
    await listen((request, response) => {
      if (request.url.includes('hang')) onHanging();
      else serve(request, response);
    });
    const events = await opened();
    const hanging = client.getJson('/hang');
    hanging.catch(() => undefined);
    await hangs;
    cut();
    const message = expect.stringMatching(/^The API server at localhost:\d+ /);
    const unreachable = { kind: 'unreachable', message };
    await Promise.all([
      expect(events.next()).rejects.toMatchObject(unreachable),
      expect(hanging).rejects.toMatchObject(unreachable),
    ]);
    await expect(ask()).resolves.toEqual({});
  });

  it.each([[0], [2], [8]])(
    'takes no reset (code %d) for the end of an answer',
    async code => {
      await listen((request, response) => {
        if (request.url.includes('watch=true')) response.write(EVENT);
        else response.write('{"half":');
        setImmediate(() => response.stream.close(code));
      });
      // Without an error code it is an end, and what is there is no JSON.
      const kind = code === 0 ? 'malformed' : 'unreachable';
      await expect(ask()).rejects.toMatchObject({ kind });
      const events = watch();
      expect((await events.next()).value).toMatchObject({ type: 'ADDED' });
      const outcome = await events.next().catch(error => error.kind);
      expect(outcome).toEqual(
        code === 0 ? { done: true, value: undefined } : 'unreachable',
      );
      expect(sockets).toHaveLength(1);
    },
  );

  it('asks again what the server has refused to look at, twice at most', async () => {
    let refusals = 2;
    let asked = 0;
    await listen((request, response) => {
      asked += 1;
      refusals -= 1;
      // REFUSED_STREAM
      if (refusals >= 0) response.stream.close(7);
      else serve(request, response);
    });
    await expect(ask()).resolves.toEqual({});
    expect(asked).toBe(3);
    refusals = 100;
    await expect(ask()).rejects.toMatchObject({
      kind: 'unreachable',
      message: expect.stringContaining('takes no more requests'),
    });
    expect(asked).toBe(6);
  });

  it('does not connect without end to a server that sends it away', async () => {
    await listen(serve);
    server.on('session', session => session.goaway());
    await expect(ask()).rejects.toMatchObject({ kind: 'unreachable' });
    expect(sockets.length).toBeLessThan(20);
  });

  it('keeps a connection on which one request alone is too late', async () => {
    await listen((request, response) => {
      if (!request.url.includes('hang')) serve(request, response);
    });
    const events = await opened();
    await expect(
      client.getJson('/hang', { timeoutMs: 50 }),
    ).rejects.toMatchObject({ kind: 'unreachable' });
    const pending = events.next();
    for (let index = 0; index < 20; index += 1) await ask();
    expect(sockets.length).toBeLessThanOrEqual(2);
    expect(sessions.every(session => !session.destroyed)).toBe(true);
    sockets.forEach(socket => socket.destroy());
    await expect(pending).rejects.toMatchObject({ kind: 'unreachable' });
  });

  it('leaves a dead connection that nobody has closed', async () => {
    const port = await listen(serve);
    const through: Socket[] = [];
    const proxy = createServer(socket => {
      const onward = connect(port, '127.0.0.1');
      through.push(socket, onward);
      for (const end of [socket, onward]) end.on('error', () => undefined);
      socket.pipe(onward).pipe(socket);
    });
    await new Promise<void>(resolve => {
      proxy.listen(0, '127.0.0.1', () => resolve());
    });
    closeTasks.push(() => {
      through.forEach(socket => socket.destroy());
      proxy.close();
    });
    await client.close();
    client = clientAt((proxy.address() as AddressInfo).port);
    const events = await opened();
    const pending = events.next();
    // What comes is lost; no end of the connection is told.
    for (const socket of through) socket.unpipe().resume();
    await expect(
      client.getJson('/version', { timeoutMs: 50 }),
    ).rejects.toMatchObject({ kind: 'unreachable' });
    await expect(ask()).resolves.toEqual({});
    expect(sockets).toHaveLength(2);
    await expect(pending).rejects.toMatchObject({
      kind: 'unreachable',
      message: expect.stringContaining('does not answer'),
    });
  }, 20_000);

  it('hears nothing more of a client that is closed', async () => {
    await listen(serve);
    const pending = (await opened()).next();
    await client.close();
    await expect(pending).rejects.toMatchObject({ kind: 'unreachable' });
    await expect(ask()).rejects.toMatchObject({ kind: 'unreachable' });
    expect(sockets).toHaveLength(1);
  });
});
