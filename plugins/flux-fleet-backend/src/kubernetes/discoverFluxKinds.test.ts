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
      getJson: () => client.getJson('/version'),
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
      getJson: async () => answer,
    });
    await expect(discoverFluxKinds(starting)).rejects.toMatchObject({
      kind: 'malformed',
    });
  });
});
