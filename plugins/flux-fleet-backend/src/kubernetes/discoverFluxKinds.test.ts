import { FleetSimulator } from '@flux-fleet/fleet-simulator';
import { fluxDefinitions } from '../sync/__testUtils__/fluxDefinitions';
import { discoverFluxKinds } from './discoverFluxKinds';
import { HttpKubernetesClient } from './HttpKubernetesClient';
import { ServerPolicy } from './ServerPolicy';
import type { WatchingClient } from './types';

describe('discoverFluxKinds', () => {
  let simulator: FleetSimulator;
  let client: HttpKubernetesClient;

  beforeEach(async () => {
    simulator = await FleetSimulator.start();
    const { server, token, api } = simulator.addCluster({
      name: 'alpha',
      definitions: fluxDefinitions(
        ['Kustomization', 'Alert'],
        ['v1beta2', 'v1'],
      ),
    });
    const [other] = fluxDefinitions(['HelmRelease'], ['v2']);
    api.define({ ...other, group: 'example.com' });
    client = HttpKubernetesClient.create({
      connection: { server, token },
      policy: ServerPolicy.create({ allowed: [], denied: [] }),
      requestTimeoutMs: 5_000,
    });
  });

  afterEach(async () => {
    await client.close();
    await simulator.close();
  });

  /** The same server, as one that knows plain discovery alone. */
  const plain = (): WatchingClient =>
    Object.assign(Object.create(client), {
      getJsonIfChanged: (path: string) => client.getJsonIfChanged(path),
      getJson: (path: string) => client.getJson(path),
    });

  it.each([
    ['aggregated', () => client],
    ['plain', plain],
  ])(
    'finds stable versions of what is served by %s discovery',
    async (_, of) => {
      const served = await discoverFluxKinds(of());
      expect(
        served.map(({ kind, version }) => `${kind.kind} ${version}`).sort(),
      ).toEqual(['Alert v1', 'Kustomization v1']);
    },
  );

  it('fails as a whole when a part cannot be read', async () => {
    const [fault] = [simulator.cluster('alpha').faults];
    fault.add({ kind: 'status', code: 503, where: { verb: 'discovery' } });
    await expect(discoverFluxKinds(client)).rejects.toMatchObject({
      kind: 'serverError',
    });
  });

  it('says so when it is no API server', async () => {
    const { url } = simulator;
    const { pathname } = new URL(simulator.cluster('alpha').server);
    const other = Object.assign(Object.create(client), {
      getJsonIfChanged: () => client.getJsonIfChanged('/version'),
    });
    expect(`${url}${pathname}`).toContain('alpha');
    await expect(discoverFluxKinds(other)).rejects.toThrow(
      'not answer like a Kubernetes API server',
    );
  });

  it.each([
    [{ kind: 'APIGroupDiscoveryList', items: [] }],
    [{ kind: 'APIGroupDiscoveryList' }],
    [{ kind: 'APIGroupList', groups: [] }],
  ])('does not take %j for a server without Flux', async answer => {
    const starting = Object.assign(Object.create(client), {
      getJsonIfChanged: async () => ({ body: answer }),
    });
    await expect(discoverFluxKinds(starting)).rejects.toMatchObject({
      kind: 'malformed',
    });
  });

  const kindsNow = async () =>
    (await discoverFluxKinds(client)).map(({ kind }) => kind.kind).sort();

  it('is told once what does not change, and hears of what does', async () => {
    const { api } = simulator.cluster('alpha');
    expect(await kindsNow()).toEqual(['Alert', 'Kustomization']);
    expect(await kindsNow()).toEqual(['Alert', 'Kustomization']);
    expect(simulator.cluster('alpha').stats().answers).toEqual({
      200: 1,
      304: 1,
    });
    const [more] = fluxDefinitions(['HelmRelease'], ['v2']);
    api.define(more);
    expect(await kindsNow()).toEqual(['Alert', 'HelmRelease', 'Kustomization']);
    expect(await kindsNow()).toEqual(['Alert', 'HelmRelease', 'Kustomization']);
    expect(simulator.cluster('alpha').stats().answers).toEqual({
      200: 2,
      304: 2,
    });
  });

  it('asks anew after a failure', async () => {
    await kindsNow();
    const remove = simulator
      .cluster('alpha')
      .faults.add({ kind: 'status', code: 500 });
    await expect(kindsNow()).rejects.toMatchObject({ kind: 'serverError' });
    remove();
    expect(await kindsNow()).toEqual(['Alert', 'Kustomization']);
  });

  const many = <T>(length: number, make: (index: number) => T) =>
    Array.from({ length }, (_, index) => make(index));
  const group = 'kustomize.toolkit.fluxcd.io';

  it.each([
    ['groups', many(5_001, index => ({ metadata: { name: `g${index}` } }))],
    [
      'versions of a group',
      [
        {
          metadata: { name: group },
          versions: many(17, index => ({ version: `v${index}` })),
        },
      ],
    ],
  ])('refuses too many %s in one answer', async (what, items) => {
    const hostile = Object.assign(Object.create(client), {
      getJsonIfChanged: async () => ({
        body: { kind: 'APIGroupDiscoveryList', items },
      }),
    });
    await expect(discoverFluxKinds(hostile)).rejects.toMatchObject({
      kind: 'tooLarge',
      message: expect.stringContaining(what),
    });
  });

  it('is not sent around by a server that repeats itself, or to other paths', async () => {
    const paths: string[] = [];
    const hostile = (groups: unknown[]) =>
      Object.assign(Object.create(client), {
        getJsonIfChanged: async () => ({ body: { groups } }),
        getJson: async (path: string) => {
          paths.push(path);
          return {};
        },
      });
    const versions = many(10, index => ({ version: `v${index}` }));
    const repeated = many(10, () => ({ name: group, versions }));
    await expect(discoverFluxKinds(hostile(repeated))).rejects.toMatchObject({
      kind: 'tooLarge',
    });
    expect(paths).toEqual([]);
    const names = ['../v1', 'v1?watch=1', 'V1', 'v1', '', 7, null];
    const odd = names.map(version => ({ version }));
    await discoverFluxKinds(hostile([{ name: group, versions: odd }]));
    expect(paths).toEqual([`/apis/${group}/v1`]);
  });
});
