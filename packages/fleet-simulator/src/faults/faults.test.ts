import {
  startTestCluster,
  TestCluster,
  THINGS,
} from '../simulator/__testUtils__/startTestCluster';
import { Fault } from './Fault';

describe.each([
  ['HTTP/1.1', {}],
  ['HTTP/1.1 over TLS', { tls: true }],
  ['HTTP/2', { tls: true, http2: true }],
])('faults over %s', (_protocol, options) => {
  let test: TestCluster;

  beforeEach(async () => {
    test = await startTestCluster(options);
    test.fill('a', 'b');
  });

  afterEach(() => test.close());

  const list = () => test.client.get(THINGS);
  const on = (fault: Fault) => test.cluster.faults.add(fault);

  it.each([
    [400, 'BadRequest'],
    [401, 'Unauthorized'],
    [403, 'Forbidden'],
    [404, 'NotFound'],
    [409, 'Conflict'],
    [410, 'Expired'],
    [422, 'Invalid'],
    [429, 'TooManyRequests'],
    [500, 'InternalError'],
    [503, 'ServiceUnavailable'],
    [504, 'Timeout'],
  ] as const)('answer %i with the reason %s', async (code, reason) => {
    on({ kind: 'status', code });
    const answer = await list();
    expect(answer.code).toBe(code);
    expect(answer.json).toMatchObject({ kind: 'Status', reason, code });
  });

  it('say when to come back', async () => {
    on({ kind: 'status', code: 429, retryAfterSeconds: 7, message: 'Slow' });
    const { headers, json } = await list();
    expect(headers['retry-after']).toBe('7');
    expect(json).toMatchObject({
      message: 'Slow',
      details: { retryAfterSeconds: 7 },
    });
  });

  it('happen as often as they say, and to whom they are for', async () => {
    on({
      kind: 'status',
      code: 500,
      times: 2,
      where: { plural: 'things', verb: ['list', 'watch'] },
    });
    expect((await test.client.get('/version')).code).toBe(200);
    expect((await test.client.get(`${THINGS}/a`)).code).toBe(200);
    expect((await list()).code).toBe(500);
    expect(test.cluster.faults.list()).toEqual([
      expect.objectContaining({ times: 1 }),
    ]);
    expect((await list()).code).toBe(500);
    expect((await list()).code).toBe(200);
    expect(test.cluster.faults.list()).toEqual([]);
  });

  it('happen by chance, the same every time', async () => {
    on({ kind: 'status', code: 500, probability: 0.5 });
    const codes = [];
    for (let index = 0; index < 40; index += 1) {
      codes.push((await list()).code);
    }
    const failures = codes.filter(code => code === 500).length;
    expect(failures).toBeGreaterThan(8);
    expect(failures).toBeLessThan(32);
  });

  it('cut the connection before an answer', async () => {
    on({ kind: 'drop', times: 1 });
    await expect(list()).rejects.toThrow();
    expect((await list()).code).toBe(200);
  });

  it('cut the connection in the middle of an answer', async () => {
    on({ kind: 'halfWritten', times: 1 });
    await expect(list()).rejects.toThrow();
    expect((await list()).code).toBe(200);
  });

  it('cut a watch in the middle of an event', async () => {
    on({ kind: 'halfWritten', times: 1, where: { verb: 'watch' } });
    const watch = await test.client.watch(THINGS);
    expect(watch.code).toBe(200);
    await expect(watch.rest()).rejects.toThrow();
  });

  it('let a request hang until they are removed', async () => {
    const remove = on({ kind: 'hang', where: { verb: 'list' } });
    const outcome = list();
    // Handled below; until then it is no stray rejection.
    outcome.catch(() => undefined);
    expect((await test.client.get(`${THINGS}/a`)).code).toBe(200);
    remove();
    await expect(outcome).rejects.toThrow();
    expect((await list()).code).toBe(200);
  });

  it('answer late', async () => {
    on({ kind: 'latency', milliseconds: 50, where: { verb: 'list' } });
    const order: string[] = [];
    await Promise.all([
      list().then(() => order.push('list')),
      test.client.get(`${THINGS}/a`).then(() => order.push('get')),
    ]);
    expect(order).toEqual(['get', 'list']);
  });

  it('answer what is not JSON', async () => {
    on({ kind: 'malformed', what: 'text', times: 1 });
    const { code, json, text } = await list();
    expect(code).toBe(200);
    expect(json).toBeUndefined();
    expect(text.length).toBeGreaterThan(0);
  });

  it('answer objects with fields of wrong types', async () => {
    on({ kind: 'malformed', what: 'objects' });
    const { json } = await list();
    expect(json.items).toHaveLength(2);
    expect(json.items[0]).toMatchObject({
      metadata: { name: 'a', labels: ['not', 'a', 'map'] },
      spec: 'none',
    });
    expect(json.items[1].spec).toEqual({ size: 1 });
  });

  it.each([
    ['lists', () => list().then(({ json }) => json.items[0])],
    ['gets', () => test.client.get(`${THINGS}/a`).then(({ json }) => json)],
    [
      'watches',
      async () => {
        const watch = await test.client.watch(THINGS);
        const event = await watch.next();
        watch.close();
        return event?.object;
      },
    ],
  ])('make objects of %s huge', async (_what, read) => {
    on({ kind: 'huge', bytes: 2_000_000 });
    const { metadata } = await read();
    expect(Object.values(metadata.annotations)[0]).toHaveLength(2_000_000);
  });

  it('say 410 to lists, and to watches as event or status', async () => {
    on({ kind: 'gone', times: 2 });
    const listed = await list();
    expect(listed.code).toBe(410);
    const asEvent = await test.client.watch(THINGS);
    expect(asEvent.code).toBe(200);
    expect(await asEvent.rest()).toEqual([
      {
        type: 'ERROR',
        object: expect.objectContaining({ code: 410, reason: 'Expired' }),
      },
    ]);
    on({ kind: 'gone', as: 'status', times: 1 });
    const asStatus = await test.client.watch(THINGS);
    expect(asStatus.code).toBe(410);
    asStatus.close();
  });

  it('take a kind away and bring it back with its objects', async () => {
    const watch = await test.client.watch(THINGS, {
      query: { resourceVersion: String(test.cluster.stats().resourceVersion) },
    });
    const remove = on({
      kind: 'unserved',
      where: { group: 'example.com', plural: 'things' },
    });
    expect(await watch.rest()).toEqual([]);
    expect((await list()).text).toBe('404 page not found\n');
    const groups = await test.client.get('/apis');
    expect(groups.text).not.toContain('example.com');
    remove();
    expect((await list()).json.items).toHaveLength(2);
  });

  it('put the clock wrong', async () => {
    const remove = on({ kind: 'clockSkew', milliseconds: 86_400_000 });
    const { headers } = await list();
    expect(Date.parse(headers.date!) - Date.now()).toBeGreaterThan(80_000_000);
    remove();
    const after = await list();
    expect(Date.parse(after.headers.date!) - Date.now()).toBeLessThan(10_000);
  });
});
