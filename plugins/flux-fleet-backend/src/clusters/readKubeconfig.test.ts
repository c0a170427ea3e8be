import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { stringify } from 'yaml';
import { readKubeconfig } from './readKubeconfig';

const base64 = (text: string) => Buffer.from(text).toString('base64');

function kubeconfig(parts: { user?: object; cluster?: object } = {}): string {
  return stringify({
    'current-context': 'one',
    contexts: [
      { name: 'one', context: { cluster: 'c', user: 'u' } },
      { name: 'two', context: { cluster: 'd', user: 'u' } },
      { name: 'lost', context: { cluster: 'none', user: 'u' } },
    ],
    clusters: [
      { name: 'c', cluster: { server: 'https://c:6443', ...parts.cluster } },
      { name: 'd', cluster: { server: 'https://d:6443' } },
    ],
    users: [{ name: 'u', user: parts.user ?? { token: 'secret' } }],
  });
}

const read = (text: string, options: object = {}) =>
  readKubeconfig({ kubeconfig: text, skipTlsVerify: false, ...options });

describe('readKubeconfig', () => {
  it('rebuilds the connection of the current context, and of another', async () => {
    const text = kubeconfig({
      cluster: {
        'certificate-authority-data': base64('CA'),
        'tls-server-name': 'api',
        extensions: ['dropped'],
      },
      user: {
        'client-certificate-data': base64('CERT'),
        'client-key-data': base64('KEY'),
        as: 'somebody else',
      },
    });
    expect(await read(text)).toEqual({
      server: 'https://c:6443',
      certificateAuthority: 'CA',
      clientCertificate: { certificate: 'CERT', key: 'KEY' },
      tlsServerName: 'api',
    });
    expect(await read(text, { context: 'two' })).toMatchObject({
      server: 'https://d:6443',
    });
  });

  it.each([
    ['exec', { user: { exec: { command: 'aws' } } }, 'service account'],
    ['auth-provider', { user: { 'auth-provider': {} } }, 'service account'],
    ['passwords', { user: { username: 'a', password: 'b' } }, 'password'],
    ['token files', { user: { tokenFile: '/etc/passwd' } }, 'tokenFile'],
    [
      'certificate files',
      { cluster: { 'certificate-authority': '/etc/passwd' } },
      'certificate-authority-data',
    ],
    [
      'key files',
      { user: { 'client-certificate-data': 'eA==', 'client-key': '/k' } },
      'client-key-data',
    ],
    [
      'unverified certificates',
      { cluster: { 'insecure-skip-tls-verify': true } },
      'skipTlsVerify',
    ],
    ['proxies', { cluster: { 'proxy-url': 'http://p' } }, 'proxy-url'],
  ])('refuses %s with the next step', async (_, parts, message) => {
    await expect(read(kubeconfig(parts))).rejects.toThrow(message);
  });

  it.each([
    ['no YAML', 'a: [secret', 'not valid YAML', undefined],
    ['nothing', '', 'no current-context', undefined],
    ['an unknown context', kubeconfig(), 'no context named x', 'x'],
    ['a context without cluster', kubeconfig(), 'no cluster', 'lost'],
  ])('refuses %s', async (_, text, message, context) => {
    const error = await read(text, { context }).catch(e => e);
    expect(error.message).toContain(message);
    expect(error.message).not.toContain('secret');
  });

  it('skips verification where app-config asks for it', async () => {
    const text = kubeconfig({ cluster: { 'insecure-skip-tls-verify': true } });
    expect(await read(text, { skipTlsVerify: true })).toMatchObject({
      skipTlsVerify: true,
    });
  });

  it('reads files beside a kubeconfig file', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'kubeconfig-'));
    try {
      await writeFile(join(folder, 'ca.pem'), 'CA');
      await writeFile(join(folder, 'token'), 'TOKEN\n');
      const text = kubeconfig({
        cluster: { 'certificate-authority': 'ca.pem' },
        user: { tokenFile: 'token' },
      });
      expect(await read(text, { folder })).toMatchObject({
        certificateAuthority: 'CA',
        token: 'TOKEN',
      });
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it.each([
    [{ tokenFile: 'lost' }, 'tokenFile cannot be read'],
    [{ 'client-certificate-data': 'eA==' }, 'without its key'],
    [{ 'client-key-data': 'eA==' }, 'without its certificate'],
  ])('refuses the user %j with the next step', async (user, message) => {
    const text = kubeconfig({ user });
    const failure = await read(text, { folder: tmpdir() }).catch(e => e);
    expect(failure.name).toBe('InputError');
    expect(failure.message).toContain(message);
  });

  it('answers a connection or InputError for any text', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          fc.string(),
          fc.jsonValue().map(v => JSON.stringify(v)),
        ),
        async text => {
          const answer = await read(text).catch(error => error.name);
          expect(answer).toBe('InputError');
        },
      ),
    );
  });
});
