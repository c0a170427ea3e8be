import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { TLSSocket } from 'node:tls';
import type { ClusterConnection } from '@flux-fleet/backstage-plugin-flux-fleet-node';
import { testCertificates } from './__testUtils__/testCertificates';
import { HttpKubernetesClient } from './HttpKubernetesClient';
import { ServerPolicy } from './ServerPolicy';

const { authority, client, clientKey } = testCertificates;

describe('HttpKubernetesClient over TLS', () => {
  let server: Server;
  let port: number;

  beforeAll(async () => {
    server = createServer(
      {
        cert: testCertificates.server,
        key: testCertificates.serverKey,
        ca: authority,
        requestCert: true,
        rejectUnauthorized: false,
      },
      (request, response) => {
        const { authorized, getPeerCertificate } = request.socket as TLSSocket;
        const subject = getPeerCertificate.call(request.socket).subject?.CN;
        response.end(JSON.stringify({ authorized, subject: subject ?? null }));
      },
    );
    await new Promise<void>(resolve =>
      server.listen(0, '127.0.0.1', () => resolve()),
    );
    ({ port } = server.address() as AddressInfo);
  });

  afterAll(async () => {
    server.closeAllConnections();
    await new Promise(resolve => server.close(resolve));
  });

  const ask = async (
    connection: Partial<ClusterConnection>,
    host = 'localhost',
  ) => {
    const asking = HttpKubernetesClient.create({
      connection: { server: `https://${host}:${port}`, ...connection },
      policy: ServerPolicy.create({ allowed: [], denied: [] }),
      requestTimeoutMs: 5_000,
    });
    try {
      return await asking.getJson('/version');
    } finally {
      await asking.close();
    }
  };

  it('trusts the certificate authority of the cluster', async () => {
    await expect(ask({ certificateAuthority: authority })).resolves.toEqual({
      authorized: false,
      subject: null,
    });
  });

  it('shows its client certificate', async () => {
    const clientCertificate = { certificate: client, key: clientKey };
    await expect(
      ask({ certificateAuthority: authority, clientCertificate }),
    ).resolves.toEqual({ authorized: true, subject: 'client' });
  });

  it('does not trust others, and says what to do', async () => {
    await expect(ask({})).rejects.toMatchObject({
      kind: 'unreachable',
      message: expect.stringContaining('set certificateAuthority'),
    });
  });

  it('expects the name of the host, or the one that it is told', async () => {
    const certificateAuthority = authority;
    await expect(
      ask({ certificateAuthority, tlsServerName: 'other' }),
    ).rejects.toMatchObject({
      message: expect.stringContaining('set tlsServerName'),
    });
    await expect(
      ask({ certificateAuthority, tlsServerName: 'localhost' }, '127.0.0.1'),
    ).resolves.toBeDefined();
  });

  it('skips verification only where it is asked to', async () => {
    await expect(ask({ skipTlsVerify: true })).resolves.toBeDefined();
  });
});
