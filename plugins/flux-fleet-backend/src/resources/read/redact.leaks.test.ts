import { redact } from './redact';

const show = (spec: Record<string, unknown>) =>
  redact({
    apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
    kind: 'Kustomization',
    metadata: { name: 'a' },
    spec,
  }).spec;

/** What is secret in the cases. */
const SECRET = /LEAK|leakleak|12345678/;

/** Each line holds the one before nine times. */
const GROWING = [...'abcdefgh']
  .map((letter, i, all) =>
    i === 0
      ? 'a: &a [LEAK]'
      : `${letter}: &${letter} [${Array(9).fill(`*${all[i - 1]}`)}]`,
  )
  .join('\n');

describe('redact', () => {
  it.each<[string, Record<string, unknown>]>([
    ['a tree below a key', { password: { value: 'LEAK' } }],
    ['a number', { adminPassword: 12345678 }],
    [
      'a variable with a short name',
      { env: [{ name: 'DB_PASS', value: 'LEAK' }] },
    ],
    [
      'a private key',
      {
        'tls.key':
          '-----BEGIN PRIVATE KEY-----\nLEAK-x\n-----END PRIVATE KEY-----',
      },
    ],
    ['a connection string', { c: 'Server=x;Password=LEAK;Database=y' }],
    [
      'a parameter with a telling name',
      { url: 'postgres://h/db?user=a&password=LEAK' },
    ],
    ['an argument with its value', { args: ['--password=LEAK'] }],
    ['the argument after a name', { args: ['--password', 'LEAK'] }],
    [
      'signatures of addresses',
      { u: 'https://x/?sv=1&sig=LEAK&x-amz-signature=LEAK' },
    ],
    ['a header', { headers: { Authorization: 'Bearer leakleakleak' } }],
    [
      'a header in a text',
      { note: 'curl -H "Authorization: Bearer leakleakleak"' },
    ],
    [
      'a Secret in a list written in flow style',
      {
        patch:
          '{apiVersion: v1, kind: List, items: [{kind: Secret, metadata: {name: x}, data: {a: TEVBSw==LEAK}}]}',
      },
    ],
    [
      'a Secret whose kind has an anchor',
      { patch: 'kind: &k Secret\ndata:\n  a: LEAK\n' },
    ],
    [
      'a Secret whose kind is escaped',
      { patch: '{"k\\u0069nd": "Secret", "data": {"a":"LEAK"}}' },
    ],
    [
      'a Secret whose kind has a tag',
      { patch: 'kind: !!str Secret\ndata:\n  a: LEAK\n' },
    ],
    [
      'a Secret whose kind has a verbatim tag',
      { patch: 'kind: !<tag:yaml.org,2002:str> Secret\ndata:\n  a: LEAK\n' },
    ],
    [
      'a Secret whose kind has a comment',
      { patch: 'kind: Secret # it is\ndata:\n  a: LEAK\n' },
    ],
    [
      'a block below a key in a patch',
      { patch: 'spec:\n  password: |\n    LEAK\n' },
    ],
    [
      'a list below a key in a patch',
      { patch: 'spec:\n  passwords:\n    - LEAK\n    - b\n' },
    ],
    [
      'a tree below a key in a patch',
      { patch: 'spec:\n  password:\n    value: LEAK\n' },
    ],
    [
      'a key in flow style in a patch',
      { patch: 'spec: {password: LEAK, x: 1}\n' },
    ],
    ['a key in JSON in a patch', { patch: '{"spec": {"password": "LEAK"}}' }],
    [
      'a text over two lines in a patch',
      { patch: 'spec:\n  password: "a\n    LEAK"\n' },
    ],
    [
      'a variable in a patch',
      {
        patch:
          '- op: add\n  path: /env/-\n  value:\n    name: DB_PASS\n    value: LEAK\n',
      },
    ],
    [
      'the value of a JSON patch by its path',
      {
        patch:
          '- op: replace\n  path: /spec/values/adminPassword\n  value: LEAK\n',
      },
    ],
    [
      'a patch whose target may be a Secret',
      {
        patch: '- op: add\n  path: /data/x\n  value: LEAK\n',
        target: { kind: 'Secret|ConfigMap' },
      },
    ],
    [
      'operations whose target is a Secret',
      {
        patch: [{ op: 'add', path: '/data/x', value: 'LEAK' }],
        target: { kind: 'Secret' },
      },
    ],
    [
      'a Secret among patches',
      { patchesStrategicMerge: [{ kind: 'Secret', data: { a: 'LEAK' } }] },
    ],
    [
      'a key of YAML inside of a text',
      { data: { 'values.yaml': 'auth:\n  password: |-\n    LEAK\n' } },
    ],
    ['a tree below credentials', { credentials: { user: 'x', blob: 'LEAK' } }],
    ['a tree below tokens', { tokens: { a: 'LEAK' } }],
    ['an abbreviation', { pwd: 'LEAK' }],
    [
      'keys with numbers and suffixes',
      {
        password1: 'LEAK',
        PASSWORD_HASH: 'LEAK',
        signingKey: 'LEAK',
        encryption_key: 'LEAK',
        dockerconfigjson: 'LEAK',
        '.dockerconfigjson': 'LEAK',
        clientSecrets: 'LEAK',
      },
    ],
    ['a token of a Git host', { x: 'ghp_abcdefghij0123456789LEAK' }],
    [
      'addresses of webhooks',
      {
        u: 'https://prod-1.logic.azure.com/workflows/LEAK',
        d: 'https://discord.com/api/webhooks/1/LEAK',
        g: 'https://chat.googleapis.com/v1/spaces/A/messages?key=LEAK&token=LEAK',
        t: 'https://api.telegram.org/botLEAK/x',
      },
    ],
    [
      'a patch that cannot be parsed',
      { patch: 'kind: Secret\n data: LEAK\n- x' },
    ],
    [
      'a template that cannot be parsed',
      {
        resourcesTemplate:
          '<<- range $x >>\nkind: Secret\ndata:\n  a: LEAK\n<<- end >>\n',
      },
    ],
    [
      'lines of a template that cannot be parsed',
      {
        resourcesTemplate:
          '<<- range $x >>\nspec:\n  passwords:\n  - LEAK\n  auth: {token: LEAK}\n  apiToken: |\n    LEAK\n<<- end >>\n',
      },
    ],
    [
      'operations on the data of who knows what',
      {
        patch: '- op: add\n  path: /data/x\n  value: LEAK\n',
        target: { labelSelector: 'a=b' },
      },
    ],
    ['a comment of a patch', { patch: '# password: LEAK\nkind: X\n' }],
    [
      'a Secret behind a merge key',
      { patch: 'x: &a {kind: Secret}\n<<: *a\ndata: {b: LEAK}\n' },
    ],
    ['the key of an encrypted file', { identity: 'AGE-SECRET-KEY-1LEAK' }],
    [
      'a key that was cut off',
      {
        a: '-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-256\n\nLEAK',
      },
    ],
    [
      'texts that are too long to be looked through',
      { patch: `a: LEAK${'x'.repeat(600_000)}` },
    ],
    ['documents that grow without end', { patch: GROWING }],
  ])('lets nothing through of %s', (_, spec) => {
    expect(JSON.stringify(spec)).toMatch(SECRET);
    expect(JSON.stringify(show(spec))).not.toMatch(SECRET);
  });

  it.each<[string, Record<string, unknown>]>([
    [
      'references to Secrets',
      {
        secretRef: { name: 'KEEP' },
        imagePullSecrets: [{ name: 'KEEP' }],
        existingSecret: 'KEEP',
        volumes: [{ secret: { secretName: 'KEEP' } }],
        tokenSecretRef: { name: 'KEEP', key: 'KEEP' },
        serviceAccountToken: { path: 'KEEP' },
        pullSecret: 'KEEP',
        secret: { name: 'KEEP' },
        secrets: [{ name: 'KEEP' }],
        env: [
          {
            name: 'DB_PASSWORD',
            valueFrom: { secretKeyRef: { name: 'KEEP', key: 'KEEP' } },
          },
        ],
      },
    ],
    [
      'references to Secrets in a patch',
      {
        patch:
          'spec:\n  secretRef:\n    name: KEEP\n  imagePullSecrets:\n    - name: KEEP\n  valuesFrom:\n    - kind: Secret\n      name: KEEP\n',
      },
    ],
    [
      'switches',
      {
        automountServiceAccountToken: false,
        passCredentials: true,
        args: ['--use-token=true'],
      },
    ],
    [
      'variables that are put in elsewhere',
      { args: ['--password=$(DB_PASSWORD)', 'token=${TOKEN}'] },
    ],
    [
      'patches without secrets as they are written',
      {
        patch:
          '# Why: more room.\n- op: add   # here\n  path: /spec/replicas\n  value: 3\n',
        target: { kind: 'Deployment|StatefulSet' },
      },
    ],
    [
      'operations on a ConfigMap',
      {
        patch: '- op: add\n  path: /data/x\n  value: y\n',
        target: { kind: 'ConfigMap' },
      },
    ],
    [
      'templates without secrets',
      {
        resourcesTemplate:
          '<<- range $x >>\nkind: ConfigMap\ndata:\n  a: b\n---\nkind: Role\n<<- end >>\n',
      },
    ],
    [
      'words that end alike',
      {
        bypass: 'a',
        compass: 'b',
        keyboard: 'c',
        monkey: 'd',
        publicKey: 'e',
        secretName: 'f',
      },
    ],
    [
      'addresses',
      {
        url: 'https://example.com/a?page=2#b',
        oci: 'oci://ghcr.io/a/b',
        ssh: 'host:22',
      },
    ],
    [
      'prose',
      {
        a: 'Basic authentication failed: the bearer of this has no token',
        b: 'first line\nsecond: line, a token is missing',
      },
    ],
  ])('shows %s', (_, spec) => {
    expect(show(spec)).toEqual(spec);
  });
});
