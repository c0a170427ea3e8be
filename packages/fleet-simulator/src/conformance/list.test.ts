import { useConformanceTarget } from './useConformanceTarget';

const NAMES = ['a', 'b', 'c', 'd', 'e'].map(letter => `page-${letter}`);
const PAGED = { labelSelector: 'suite=list' };

// LIST and GET: paging, selectors, resourceVersion rules.
const get = useConformanceTarget();
const names = (list: any) => list.items.map((item: any) => item.metadata.name);
const list = (query: Record<string, string>) =>
  get().client.get(get().path(), { query });

describe('list', () => {
  beforeAll(async () => {
    for (const [index, name] of NAMES.entries()) {
      await get().create(name, {
        metadata: {
          labels: { suite: 'list', parity: index % 2 ? 'odd' : 'even' },
        },
      });
    }
  });

  it('lists in the order of names', async () => {
    const { code, json } = await list(PAGED);
    expect(code).toBe(200);
    expect(json.kind).toBe('KustomizationList');
    expect(names(json)).toEqual(NAMES);
    expect(json.metadata.resourceVersion).toMatch(/^\d+$/);
    expect(json.items[0].kind).toBe('Kustomization');
  });

  it('leaves kinds out of lists of built-in kinds', async () => {
    await get().client.post(get().configMaps(), {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'listed' },
    });
    const { json } = await get().client.get(get().configMaps());
    expect(json.kind).toBe('ConfigMapList');
    expect(json.items[0]).not.toHaveProperty('kind');
  });

  it('pages through one consistent state', async () => {
    const first = await list({ ...PAGED, limit: '2' });
    expect(names(first.json)).toEqual(NAMES.slice(0, 2));
    await get().create('page-cc', {
      metadata: { labels: { suite: 'list', late: 'yes' } },
    });
    await get().client.delete(get().path('page-d'));
    const rest = await list({
      ...PAGED,
      continue: first.json.metadata.continue,
    });
    expect(names(rest.json)).toEqual(NAMES.slice(2));
    expect(rest.json.metadata.resourceVersion).toBe(
      first.json.metadata.resourceVersion,
    );
    expect(rest.json.metadata.continue).toBeUndefined();
    await get().client.delete(get().path('page-cc'));
    await get().create('page-d', {
      metadata: { labels: { suite: 'list', parity: 'odd' } },
    });
  });

  it('says how many remain, without selectors', async () => {
    const all = await list({});
    const { json } = await list({ limit: '2' });
    expect(json.metadata.remainingItemCount).toBe(all.json.items.length - 2);
    const selected = await list({ ...PAGED, limit: '2' });
    expect(selected.json.metadata.remainingItemCount).toBeUndefined();
  });

  it.each([
    ['parity=even', ['page-a', 'page-c', 'page-e']],
    ['parity==odd', ['page-b', 'page-d']],
    ['parity!=odd', ['page-a', 'page-c', 'page-e']],
    ['parity in (odd, other)', ['page-b', 'page-d']],
    ['parity notin (odd)', ['page-a', 'page-c', 'page-e']],
    ['parity', NAMES],
    ['!parity', []],
  ])('selects by labels: %s', async (selector, expected) => {
    const { json } = await list({
      labelSelector: `suite=list,${selector}`,
    });
    expect(names(json)).toEqual(expected);
  });

  it('selects by fields', async () => {
    const one = await list({ fieldSelector: 'metadata.name=page-b' });
    expect(names(one.json)).toEqual(['page-b']);
    const wrong = await list({ fieldSelector: 'spec.path=./deploy' });
    expect(wrong.code).toBe(400);
  });

  it.each([
    ['a label selector', { labelSelector: 'a=(b' }],
    ['a continue token', { continue: 'no token' }],
    ['a resourceVersion', { resourceVersion: 'new' }],
  ])('refuses %s that is none', async (_what, query) => {
    const { code, json } = await list(query);
    expect([400, 422]).toContain(code);
    expect(json.kind).toBe('Status');
  });

  it('serves the state at a resourceVersion', async () => {
    const before = await list(PAGED);
    const { resourceVersion } = before.json.metadata;
    await get().create('page-z', { metadata: { labels: { suite: 'list' } } });
    const exact = await list({
      ...PAGED,
      resourceVersion,
      resourceVersionMatch: 'Exact',
    });
    expect(names(exact.json)).toEqual(NAMES);
    const newer = await list({
      ...PAGED,
      resourceVersion,
      resourceVersionMatch: 'NotOlderThan',
    });
    expect(Number(newer.json.metadata.resourceVersion)).toBeGreaterThanOrEqual(
      Number(resourceVersion),
    );
    await get().client.delete(get().path('page-z'));
  });

  it('refuses what does not go together', async () => {
    const unset = await list({ resourceVersionMatch: 'Exact' });
    expect(unset.code).toBe(422);
    const zero = await list({
      resourceVersionMatch: 'Exact',
      resourceVersion: '0',
    });
    expect(zero.code).toBe(422);
    const unknown = await list({
      resourceVersionMatch: 'Newer',
      resourceVersion: '1',
    });
    expect(unknown.code).toBe(422);
  });

  it('answers 504 for a resourceVersion from the future', async () => {
    const { code, json } = await list({
      resourceVersion: '900000000000000',
      resourceVersionMatch: 'NotOlderThan',
    });
    expect(code).toBe(504);
    expect(json.reason).toBe('Timeout');
    expect(json.details.causes[0].reason).toBe('ResourceVersionTooLarge');
  });

  it('answers 410 for a state that is forgotten, with a token to go on', async () => {
    const start = Buffer.from(
      JSON.stringify({
        v: 'meta.k8s.io/v1',
        rv: 1,
        start: `${get().namespace}/page-b\u0000`,
      }),
    ).toString('base64url');
    const { code, json } = await list({ limit: '2', continue: start });
    if (code === 200) {
      get().lacks('an expired continue token', 'nothing is compacted yet');
      return;
    }
    expect(code).toBe(410);
    expect(json.reason).toBe('Expired');
    expect(json.metadata.continue).toMatch(/.+/);
  });

  it('serves each version that it says it serves', async () => {
    for (const version of get().versions) {
      const { code, json } = await get().client.get(
        get().path('page-a', version),
      );
      expect({ code, apiVersion: json.apiVersion }).toEqual({
        code: 200,
        apiVersion: `kustomize.toolkit.fluxcd.io/${version}`,
      });
    }
    if (get().versions.length < 2) {
      get().lacks('several versions of a kind', 'Flux 2.8 and later');
    }
  });

  it('answers 404 and 405 with a Status', async () => {
    const missing = await get().client.get(get().path('missing'));
    expect(missing.code).toBe(404);
    expect(missing.json).toMatchObject({
      kind: 'Status',
      reason: 'NotFound',
      message: 'kustomizations.kustomize.toolkit.fluxcd.io "missing" not found',
      details: { name: 'missing', kind: 'kustomizations' },
    });
    const posted = await get().client.post(get().path('page-a'), {});
    expect(posted.code).toBe(405);
  });

  it('refuses forms that it does not have', async () => {
    const { code } = await get().client.get(get().path(), {
      headers: { Accept: 'text/html' },
    });
    expect(code).toBe(406);
  });

  it('compresses large answers for who takes that', async () => {
    await get().client.post(get().configMaps(), {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'large' },
      data: { text: 'x'.repeat(300_000) },
    });
    const { headers, json } = await get().client.get(
      get().configMaps('large'),
      { headers: { 'Accept-Encoding': 'gzip' } },
    );
    expect(headers['content-encoding']).toBe('gzip');
    expect(json.data.text).toHaveLength(300_000);
  });
});
