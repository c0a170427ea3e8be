import { createSecureServer, type Http2SecureServer } from 'node:http2';
import { createServer, type Server } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import type { TLSSocket } from 'node:tls';
import type { ClusterConnection } from '@flux-fleet/backstage-plugin-flux-fleet-node';
import { testCertificates } from './__testUtils__/testCertificates';
import { HttpKubernetesClient } from './HttpKubernetesClient';
import { ServerPolicy } from './ServerPolicy';

const { authority, client, clientKey } = testCertificates;

describe.each([['HTTP/1.1'], ['HTTP/2']])(
  'HttpKubernetesClient over TLS and %s',
  protocol => {
    const version = protocol === 'HTTP/2' ? '2.0' : '1.1';
    const sockets: Socket[] = [];
    let server: Server | Http2SecureServer;
    let port: number;

    beforeAll(async () => {
      const options = {
        cert: testCertificates.server,
        key: testCertificates.serverKey,
        ca: authority,
        requestCert: true,
        rejectUnauthorized: false,
      };
      const tell = (socket: TLSSocket, httpVersion: string) =>
        JSON.stringify({
          authorized: socket.authorized,
          subject: socket.getPeerCertificate().subject?.CN ?? null,
          version: httpVersion,
        });
      if (protocol === 'HTTP/2') {
        const secure = createSecureServer(options, (request, response) => {
          const socket = request.stream.session?.socket as TLSSocket;
          response.end(tell(socket, request.httpVersion));
        });
        secure.on('connection', (socket: Socket) => sockets.push(socket));
        server = secure;
      } else {
        server = createServer(options, (request, response) =>
          response.end(tell(request.socket as TLSSocket, request.httpVersion)),
        );
        server.on('connection', (socket: Socket) => sockets.push(socket));
      }
      await new Promise<void>(resolve =>
        server.listen(0, '127.0.0.1', () => resolve()),
      );
      ({ port } = server.address() as AddressInfo);
    });

    afterAll(async () => {
      sockets.forEach(socket => socket.destroy());
      await new Promise(resolve => server.close(resolve));
    });

    const ask = async (
      connection: Partial<ClusterConnection>,
      host = 'localhost',
      denied: string[] = [],
    ) => {
      const asking = HttpKubernetesClient.create({
        connection: { server: `https://${host}:${port}`, ...connection },
        policy: ServerPolicy.create({ allowed: [], denied }),
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
        version,
      });
    });

    it('shows its client certificate', async () => {
      const clientCertificate = { certificate: client, key: clientKey };
      await expect(
        ask({ certificateAuthority: authority, clientCertificate }),
      ).resolves.toEqual({ authorized: true, subject: 'client', version });
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

    it.each([
      ['an address', '127.0.0.1', '127.0.0.0/8'],
      ['what a name resolves to', 'localhost', '127.0.0.0/8'],
      ['a name', 'localhost', 'localhost'],
    ])('does not connect to %s that is denied', async (_, host, pattern) => {
      await expect(
        ask({ certificateAuthority: authority }, host, [pattern, '::1']),
      ).rejects.toMatchObject({
        kind: 'unreachable',
        message: expect.stringContaining('fluxFleet.deniedServers'),
      });
    });
  },
);
