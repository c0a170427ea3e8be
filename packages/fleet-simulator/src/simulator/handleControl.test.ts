import { ApiClient } from '../conformance/ApiClient';
import {
  startTestCluster,
  TestCluster,
  THINGS,
} from './__testUtils__/startTestCluster';

describe('the control interface', () => {
  let test: TestCluster;
  let control: ApiClient;

  beforeEach(async () => {
    test = await startTestCluster();
    control = new ApiClient({ server: test.simulator.url });
  });

  afterEach(async () => {
    control.close();
    await test.close();
  });

  it('lists clusters and gives the kubeconfig', async () => {
    const { name, server, token } = test.cluster;
    const { json } = await control.get('/simulator/clusters');
    expect(json).toEqual({ clusters: [{ name, server, token }] });
    const { text } = await control.get('/simulator/kubeconfig');
    expect(text).toBe(test.simulator.kubeconfig());
  });

  it('adds and removes faults', async () => {
    const path = '/simulator/clusters/test/faults';
    const fault = { kind: 'status', code: 503 };
    expect((await control.post(path, fault)).code).toBe(201);
    expect((await control.get(path)).json).toEqual({ faults: [fault] });
    expect((await test.client.get(THINGS)).code).toBe(503);
    expect((await control.delete(path)).code).toBe(204);
    expect((await test.client.get(THINGS)).code).toBe(200);
    const wrong = await control.post(path, { kind: 'fire' });
    expect(wrong.code).toBe(400);
    expect(wrong.json.error).toContain('Unknown kind of fault');
  });

  it('takes a cluster down and brings it back', async () => {
    expect((await control.post('/simulator/clusters/test/down', {})).code).toBe(
      204,
    );
    await expect(test.client.get(THINGS)).rejects.toThrow();
    await control.post('/simulator/clusters/test/up', {});
    expect((await test.client.get(THINGS)).code).toBe(200);
  });

  it.each([
    ['GET', '/simulator/clusters/none/faults', 404],
    ['GET', '/simulator/nothing', 404],
    ['PUT', '/simulator/clusters/test/faults', 405],
    ['GET', '/', 404],
  ])('answers %s %s with %i', async (method, path, code) => {
    expect((await control.request(method, path)).code).toBe(code);
  });

  it.each(['evil.example.com', 'evil.example.com:80', '127.0.0.1.example.com'])(
    'refuses the host name %j, which leads here from elsewhere',
    async host => {
      for (const path of ['/simulator/clusters', '/clusters/test/version']) {
        const { code } = await control.get(path, { headers: { Host: host } });
        expect(code).toBe(403);
      }
    },
  );

  it.each([
    ['http://evil.example.com', 403],
    ['null', 403],
    ['http://localhost:3000', 200],
  ])('answers pages from %s with %i', async (origin, code) => {
    const answer = await control.get('/simulator/clusters', {
      headers: { Origin: origin },
    });
    expect(answer.code).toBe(code);
  });

  it.each(['localhost', 'localhost:1234', '127.0.0.1'])(
    'answers to the host name %s',
    async host => {
      const { code } = await control.get('/simulator/clusters', {
        headers: { Host: host },
      });
      expect(code).toBe(200);
    },
  );
});
