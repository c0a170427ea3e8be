import type { FluxObject } from '@flux-fleet/backstage-plugin-flux-fleet-common';
import fc from 'fast-check';
import { HIDDEN, redactText } from '../redactText';
import { redact } from './redact';

const object = (rest: Partial<FluxObject>): FluxObject => ({
  apiVersion: 'helm.toolkit.fluxcd.io/v2',
  kind: 'HelmRelease',
  metadata: { name: 'a' },
  ...rest,
});

describe('redact', () => {
  it('takes managed fields and last-applied annotations away, and leaves the object as it was', () => {
    const original = object({
      metadata: {
        name: 'a',
        managedFields: [{ manager: 'x' }],
        annotations: {
          'kubectl.kubernetes.io/last-applied-configuration': '{}',
          other: 'stays',
        },
      },
    });
    const before = structuredClone(original);
    expect(redact(original).metadata).toEqual({
      name: 'a',
      annotations: { other: 'stays' },
    });
    expect(original).toEqual(before);
  });

  it.each<[string, Record<string, unknown>, Record<string, unknown>]>([
    [
      'values of keys that name secrets',
      { values: { auth: { adminPassword: 'p', api_key: 'k', user: 'u' } } },
      {
        values: { auth: { adminPassword: HIDDEN, api_key: HIDDEN, user: 'u' } },
      },
    ],
    [
      'environment variables that name secrets',
      {
        env: [
          { name: 'DB_PASSWORD', value: 'p' },
          { name: 'PORT', value: '1' },
        ],
      },
      {
        env: [
          { name: 'DB_PASSWORD', value: HIDDEN },
          { name: 'PORT', value: '1' },
        ],
      },
    ],
    [
      'Secrets among the resources of a ResourceSet',
      {
        resources: [
          { kind: 'Secret', stringData: { a: 'b' }, data: { c: 'd' } },
          { kind: 'ConfigMap', data: { a: 'b' } },
        ],
      },
      {
        resources: [
          { kind: 'Secret', stringData: HIDDEN, data: HIDDEN },
          { kind: 'ConfigMap', data: { a: 'b' } },
        ],
      },
    ],
    [
      'Secrets in templates, and nothing else there',
      {
        resourcesTemplate:
          'kind: ConfigMap\n---\nkind: Secret\nstringData:\n  a: p\n',
      },
      { resourcesTemplate: `kind: ConfigMap\n---\n# A Secret ${HIDDEN}\n` },
    ],
    [
      'Secrets in patches written as JSON',
      { patches: [{ patch: '{"kind": "Secret", "data": {"a": "cA=="}}' }] },
      { patches: [{ patch: `\n# A Secret ${HIDDEN}\n` }] },
    ],
    [
      'users and passwords in URLs',
      {
        url: 'https://bot:token@git.example.com/x.git',
        ssh: 'ssh://git@host/x',
      },
      {
        url: `https://${HIDDEN}@git.example.com/x.git`,
        ssh: `ssh://${HIDDEN}@host/x`,
      },
    ],
    [
      'numbers, lists and whole trees below such keys, but no references there',
      {
        adminPassword: 12345678,
        password: { value: 'p', secretKeyRef: { name: 'n', key: 'k' } },
        passwords: ['a', 'b'],
        adminPass: 'p',
        bypass: 'shown',
        automountServiceAccountToken: false,
      },
      {
        adminPassword: HIDDEN,
        password: { value: HIDDEN, secretKeyRef: { name: 'n', key: 'k' } },
        passwords: [HIDDEN, HIDDEN],
        adminPass: HIDDEN,
        bypass: 'shown',
        automountServiceAccountToken: false,
      },
    ],
    [
      'private keys, tokens and secret addresses in texts',
      {
        a: '-----BEGIN PRIVATE KEY-----\nMII\n-----END PRIVATE KEY-----',
        b: 'Authorization: Bearer abcdefghijkl',
        c: 'https://hooks.slack.com/services/T0/B0/x',
        d: 'https://x.example.com/?token=abc&page=2',
      },
      {
        a: HIDDEN,
        b: `Authorization: ${HIDDEN}`,
        c: `https://hooks.slack.com/${HIDDEN}`,
        d: `https://x.example.com/?token=${HIDDEN}&page=2`,
      },
    ],
    [
      'Secrets in lists, and patches of Secrets',
      {
        patches: [
          { patch: 'kind: List\nitems:\n- kind: Secret\n  data:\n    a: b\n' },
          { patch: '- op: add\n  value: p\n', target: { kind: 'Secret' } },
          { patch: 'kind: HelmRelease\nspec:\n  password: p\n  size: 1\n' },
        ],
      },
      {
        patches: [
          { patch: `\n# A Secret ${HIDDEN}\n` },
          { patch: HIDDEN, target: { kind: 'Secret' } },
          {
            patch: `kind: HelmRelease\nspec:\n  password: ${HIDDEN}\n  size: 1\n`,
          },
        ],
      },
    ],
    [
      'nothing that only refers to a Secret',
      {
        secretRef: { name: 'pull' },
        valuesFrom: [
          {
            kind: 'Secret',
            name: 'x',
            valuesKey: 'y',
            targetPath: 'auth.password',
          },
        ],
        secretName: 'tls',
      },
      {
        secretRef: { name: 'pull' },
        valuesFrom: [
          {
            kind: 'Secret',
            name: 'x',
            valuesKey: 'y',
            targetPath: 'auth.password',
          },
        ],
        secretName: 'tls',
      },
    ],
  ])('hides %s', (_, spec, expected) => {
    expect(redact(object({ spec })).spec).toEqual(expected);
    expect(redact(object({ status: spec })).status).toEqual(expected);
  });

  it.each([
    [
      'https://hooks.slack.com/services/T0/B0/x',
      `https://hooks.slack.com/${HIDDEN}`,
    ],
    ['https://user:pass@example.com', 'https://example.com'],
    ['https://example.com/?key=1', `https://example.com/${HIDDEN}`],
    ['not a url', 'not a url'],
    [undefined, undefined],
  ])(
    'shows of the address %s of a Provider only its host',
    (address, expected) => {
      const provider = object({
        kind: 'Provider',
        spec: { type: 'slack', address },
      });
      expect(redact(provider).spec?.address).toBe(expected);
    },
  );

  it('hides where a Receiver listens', () => {
    const path = `/hook/${'0123456789abcdef'.repeat(4)}`;
    const shown = redact(
      object({
        kind: 'Receiver',
        status: {
          webhookPath: path,
          conditions: [{ message: `Receiver initialized for path: ${path}` }],
        },
      }),
    );
    expect(JSON.stringify(shown)).not.toContain('0123456789abcdef');
  });

  it.each([
    ['Basic authentication required', 'Basic authentication required'],
    ['Bearer eyJhbGciOiJIUzI1NiJ9.e30', `Bearer ${HIDDEN}`],
    [
      'Receiver initialized for path: /hook/0123456789abcdef0123',
      `Receiver initialized for path: /hook/${HIDDEN}`,
    ],
  ])('shows of the text %s only %s', (text, expected) => {
    expect(redactText(text)).toBe(expected);
  });

  it('bears objects of any depth', () => {
    let deep: Record<string, unknown> = { password: 'p' };
    for (let i = 0; i < 5_000; i++) deep = { deep };
    expect(JSON.stringify(redact(object({ spec: deep })))).toContain(HIDDEN);
  });

  it('never lets the password of a URL through', () => {
    const word = fc.stringMatching(/^[a-z0-9._~-]{3,20}$/);
    fc.assert(
      fc.property(word, word, (user, password) => {
        for (const secret of [password, `@${password}`, `${password}@x`]) {
          const url = `https://${user}:${secret}@example.com/x`;
          expect(redactText(`failed: ${url} is gone`)).toBe(
            `failed: https://${HIDDEN}@example.com/x is gone`,
          );
        }
      }),
    );
  });
});
