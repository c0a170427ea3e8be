import { connect as connectHttp2 } from 'node:http2';
import { connect, TLSSocket } from 'node:tls';

import { ApiClient } from '../conformance/ApiClient';
import {
  startTestCluster,
  TestCluster,
  THINGS,
} from './__testUtils__/startTestCluster';

describe('a simulator over TLS', () => {
  let test: TestCluster;

  beforeEach(async () => {
    test = await startTestCluster({ tls: true, http2: true });
  });

  afterEach(() => test.close());

  const shakeHands = (host: string, protocols: string[]) =>
    new Promise<TLSSocket>((resolve, reject) => {
      const socket = connect(
        {
          port: Number(new URL(test.simulator.url).port),
          host: '127.0.0.1',
          servername: host,
          ca: test.cluster.certificateAuthority,
          ALPNProtocols: protocols,
        },
        () => resolve(socket),
      );
      socket.on('error', reject);
    });

  it.each([
    [['h2', 'http/1.1'], 'h2'],
    [['http/1.1', 'h2'], 'h2'],
    [['http/1.1'], 'http/1.1'],
  ])('chooses of %j %s', async (offered, chosen) => {
    const socket = await shakeHands('localhost', offered);
    expect(socket.alpnProtocol).toBe(chosen);
    socket.destroy();
  });

  it('has a certificate for loopback names alone, by an authority of its own', async () => {
    expect(test.simulator.url).toMatch(/^https:/);
    await expect(shakeHands('example.com', ['h2'])).rejects.toMatchObject({
      code: 'ERR_TLS_CERT_ALTNAME_INVALID',
    });
    const stranger = new ApiClient({ server: test.cluster.server });
    await expect(stranger.get('/version')).rejects.toThrow('certificate');
    stranger.close();
  });

  it('tells its authority over the control interface', async () => {
    const control = new ApiClient({
      server: test.simulator.url,
      ca: test.simulator.certificateAuthority,
    });
    const { json } = await control.get('/simulator/clusters');
    control.close();
    expect(json.clusters).toEqual([
      expect.objectContaining({
        name: 'test',
        certificateAuthority: test.simulator.certificateAuthority,
      }),
    ]);
  });

  it('takes many requests over one connection, and says how many at once', async () => {
    await Promise.all([1, 2, 3].map(() => test.client.get(THINGS)));
    expect(test.simulator.openConnections).toBe(1);
    const session = connectHttp2(test.simulator.url, {
      ca: test.cluster.certificateAuthority,
    });
    const limit = await new Promise(resolve => {
      session.once('remoteSettings', settings =>
        resolve(settings.maxConcurrentStreams),
      );
    });
    session.destroy();
    expect(limit).toBe(250);
  });

  it('cuts off a watch that nobody reads, and no other', async () => {
    const { resourceVersion } = test.cluster.stats();
    const query = { resourceVersion: String(resourceVersion) };
    const reading = await test.client.watch(THINGS, { query });
    const { server, token, certificateAuthority } = test.cluster;
    const session = connectHttp2(test.simulator.url, {
      ca: certificateAuthority,
    });
    const { pathname } = new URL(server);
    const stalled = session.request({
      ':path': `${pathname}${THINGS}?watch=true&resourceVersion=${resourceVersion}`,
      authorization: `Bearer ${token}`,
    });
    await new Promise(resolve => {
      stalled.once('response', resolve);
    });
    const closed = new Promise(resolve => {
      stalled.once('error', resolve);
    });
    expect(test.cluster.stats().openWatches).toBe(2);
    for (let index = 0; index <= 11_000; index += 1) {
      test.fill(`${index}`);
      if (index % 500 === 0) {
        await reading.until(
          ({ object }) => object.metadata.name === `${index}`,
        );
      }
    }
    expect(await closed).toMatchObject({ code: 'ERR_HTTP2_STREAM_ERROR' });
    expect(test.cluster.stats().openWatches).toBe(1);
    session.destroy();
  });
});
