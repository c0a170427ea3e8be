import { startFleet, type RunningFleet } from '@flux-fleet/fleet-simulator';
import { DatabaseProxy } from '../database/__testUtils__/DatabaseProxy';
import { testDatabases } from '../database/__testUtils__/testDatabases';
import { ApiHarness } from './__testUtils__/ApiHarness';

jest.setTimeout(60_000);

const databases = testDatabases();
const postgres = databases
  .eachSupportedId()
  .filter(([id]) => id === 'POSTGRES_18');

const PATHS = [
  '/clusters',
  '/clusters/alpha',
  '/resources',
  '/summary?by=status',
  '/operations',
  '/resources/alpha/kustomize.toolkit.fluxcd.io/Kustomization/apps/one',
];

describe.each(postgres)('The API without its database, %p', databaseId => {
  let proxy: DatabaseProxy;
  let fleet: RunningFleet;
  let api: ApiHarness;

  beforeEach(async () => {
    proxy = await DatabaseProxy.start(await databases.init(databaseId));
    fleet = await startFleet({ clusters: 1, intervals: 'off' });
    api = await ApiHarness.start({ knex: proxy.client(), fleet });
  });

  afterEach(async () => {
    await api.stop();
    await fleet.close();
    await proxy.close();
  });

  it('answers 503 with the reason, and answers again when it is back', async () => {
    expect((await api.call('get', '/clusters')).status).toBe(200);
    await proxy.goDown();
    for (const path of PATHS) {
      const { status, body } = await api.call('get', path);
      expect([path, status]).toEqual([path, 503]);
      expect(body.error).toMatchObject({
        name: 'ServiceUnavailableError',
        message: expect.stringContaining('database'),
      });
      // Where the database is, and as whom we know it, is nobody's to see.
      expect(JSON.stringify(body)).not.toMatch(/127\.0\.0\.1|postgres/);
    }
    await proxy.comeBack();
    expect((await api.call('get', '/resources')).status).toBe(200);
    expect((await api.call('get', '/clusters/alpha')).status).toBe(404);
  });

  it('answers 503 when the database neither answers nor refuses', async () => {
    expect((await api.call('get', '/clusters')).status).toBe(200);
    proxy.hang();
    const { status, body } = await api.call('get', '/resources');
    expect(status).toBe(503);
    expect(body.error.message).toMatch('try again');
    proxy.recover();
    expect((await api.call('get', '/resources')).status).toBe(200);
  });
});
