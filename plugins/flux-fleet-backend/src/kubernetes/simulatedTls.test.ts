import {
  FleetSimulator,
  type SimulatedCluster,
} from '@flux-fleet/fleet-simulator';
import { fluxDefinitions } from '../sync/__testUtils__/fluxDefinitions';
import { discoverFluxKinds } from './discoverFluxKinds';
import { HttpKubernetesClient } from './HttpKubernetesClient';
import { ReadingPlaces } from './ReadingPlaces';
import { ServerPolicy } from './ServerPolicy';

const path = {
  group: 'kustomize.toolkit.fluxcd.io',
  version: 'v1',
  plural: 'kustomizations',
  namespace: '',
};

describe('HttpKubernetesClient against a simulated API server over TLS', () => {
  let simulator: FleetSimulator;
  let cluster: SimulatedCluster;
  let client: HttpKubernetesClient;

  const create = (name: string) =>
    cluster.api.create(
      {
        apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
        kind: 'Kustomization',
        metadata: { namespace: 'default', name },
      },
      { manager: 'test' },
    );

  beforeEach(async () => {
    simulator = await FleetSimulator.start({ tls: true });
    cluster = simulator.addCluster({
      name: 'alpha',
      definitions: fluxDefinitions(['Kustomization'], ['v1']),
    });
    const { server, token, certificateAuthority } = cluster;
    client = HttpKubernetesClient.create({
      connection: { server, token, certificateAuthority },
      policy: ServerPolicy.create({ allowed: [], denied: [] }),
      requestTimeoutMs: 5_000,
    });
    create('one');
  });

  afterEach(async () => {
    await client.close();
    await simulator.close();
  });

  const list = () => client.list(path, { limit: 500 });
  const opened = async () => {
    const events = client.watch(
      path,
      { resourceVersion: '0', timeoutSeconds: 60 },
      { signal: new AbortController().signal, silenceMs: 30_000 },
    );
    expect((await events.next()).value).toMatchObject({ type: 'ADDED' });
    return events;
  };

  it('syncs a cluster over one connection', async () => {
    await discoverFluxKinds(client);
    const watches = await Promise.all(Array.from({ length: 20 }, opened));
    const lists = await Promise.all(Array.from({ length: 20 }, list));
    expect(lists.map(({ items }) => items.length)).toEqual(Array(20).fill(1));
    await client.mergePatch(
      { ...path, namespace: 'default', name: 'one' },
      { spec: { suspend: true } },
    );
    for (const events of watches) {
      expect((await events.next()).value).toMatchObject({ type: 'MODIFIED' });
    }
    expect(cluster.stats().openWatches).toBe(20);
    expect(simulator.openConnections).toBe(1);
  });

  it('reads answers that had to wait to be read', async () => {
    const places = ReadingPlaces.create({ places: 1, heldForMs: 60_000 });
    const patient = HttpKubernetesClient.create({
      connection: cluster,
      policy: ServerPolicy.create({ allowed: [], denied: [] }),
      requestTimeoutMs: 5_000,
      reading: places,
    });
    let leave = () => {};
    const taken = places.run(
      () =>
        new Promise<void>(resolve => {
          leave = resolve;
        }),
    );
    const lists = Array.from({ length: 20 }, () => patient.list(path, {}));
    // Until all of them have come, and nobody reads them.
    while ((cluster.stats().answers[200] ?? 0) < 20) {
      await new Promise(resolve => setTimeout(resolve, 10));
    }
    await new Promise(resolve => setTimeout(resolve, 100));
    leave();
    await taken;
    const answers = await Promise.all(lists);
    expect(answers.map(({ items }) => items.length)).toEqual(Array(20).fill(1));
    await patient.close();
  });

  it.each([['drop'], ['halfWritten']] as const)(
    'takes an answer that is cut off (%s) for that, and goes on',
    async kind => {
      const watch = await opened();
      cluster.faults.add({ kind, times: 1, where: { verb: 'list' } });
      await expect(list()).rejects.toMatchObject({ kind: 'unreachable' });
      expect((await list()).items).toHaveLength(1);
      create('two');
      expect((await watch.next()).value).toMatchObject({ type: 'ADDED' });
      expect(simulator.openConnections).toBe(1);
    },
  );

  it('lets other requests go on beside one that hangs', async () => {
    const remove = cluster.faults.add({
      kind: 'hang',
      where: { verb: 'list' },
    });
    const hanging = list();
    hanging.catch(() => undefined);
    await client.getJson('/version');
    const watch = await opened();
    remove();
    await expect(hanging).rejects.toMatchObject({ kind: 'unreachable' });
    create('two');
    expect((await watch.next()).value).toMatchObject({ type: 'ADDED' });
    expect(simulator.openConnections).toBe(1);
  });

  it('notices that a cluster is down, and that it is back', async () => {
    const watch = await opened();
    cluster.takeDown();
    await expect(watch.next()).rejects.toMatchObject({ kind: 'unreachable' });
    await expect(list()).rejects.toMatchObject({ kind: 'unreachable' });
    cluster.bringBack();
    expect((await list()).items).toHaveLength(1);
  });

  it('connects again when its connection was cut', async () => {
    const watch = await opened();
    expect(simulator.cutConnections()).toBe(1);
    await expect(watch.next()).rejects.toMatchObject({ kind: 'unreachable' });
    expect((await list()).items).toHaveLength(1);
    expect(simulator.openConnections).toBe(1);
  });
});
