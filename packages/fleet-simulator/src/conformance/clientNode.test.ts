import * as k8s from '@kubernetes/client-node';
import { startFleet, type RunningFleet } from '../fleet';

/** A client that knows nothing of the simulator: the one that Kubernetes itself publishes for Node.js. */
describe('the official Kubernetes client', () => {
  let fleet: RunningFleet;

  beforeAll(async () => {
    fleet = await startFleet({
      clusters: 1,
      resources: 40,
      intervals: 'off',
      progress: { minimum: 1, maximum: 20 },
    });
  });

  afterAll(() => fleet.close());

  function connect() {
    const config = new k8s.KubeConfig();
    config.loadFromString(fleet.simulator.kubeconfig());
    // It speaks plain HTTP, as simulated clusters do on loopback, only where it would not verify certificates.
    config.clusters = config.clusters.map(cluster => ({
      ...cluster,
      skipTLSVerify: true,
    }));
    config.setCurrentContext(fleet.clusters[0].name);
    return config;
  }

  const KUSTOMIZATIONS = {
    group: 'kustomize.toolkit.fluxcd.io',
    version: 'v1',
    plural: 'kustomizations',
  };

  it('reads the version and the namespaces', async () => {
    const config = connect();
    const version = await config.makeApiClient(k8s.VersionApi).getCode();
    expect(version.gitVersion).toMatch(/^v1\.\d+\.\d+$/);
    const namespaces = await config
      .makeApiClient(k8s.CoreV1Api)
      .listNamespace();
    expect(namespaces.items.map(n => n.metadata?.name)).toContain(
      'flux-system',
    );
  });

  it('lists custom resources in pages', async () => {
    const config = connect();
    const api = config.makeApiClient(k8s.CustomObjectsApi);
    const names: string[] = [];
    let token: string | undefined;
    do {
      const page = await api.listClusterCustomObject({
        ...KUSTOMIZATIONS,
        limit: 2,
        _continue: token,
      });
      expect(page.items.length).toBeLessThanOrEqual(2);
      names.push(
        ...page.items.map(
          (o: k8s.KubernetesObject) =>
            `${o.metadata?.namespace}/${o.metadata?.name}`,
        ),
      );
      token = page.metadata._continue ?? page.metadata.continue;
    } while (token);
    expect(names).toContain('flux-system/flux-system');
    expect(new Set(names).size).toBe(names.length);
  });

  it('watches what a merge patch changes', async () => {
    const config = connect();
    const events: string[] = [];
    let sawPatch = () => {};
    const patched = new Promise<void>(resolve => {
      sawPatch = resolve;
    });
    const watch = await new k8s.Watch(config).watch(
      '/apis/kustomize.toolkit.fluxcd.io/v1/kustomizations',
      {},
      (type: string, object: k8s.KubernetesObject) => {
        events.push(type);
        if (object.metadata?.labels?.['example.com/seen'] === 'yes') sawPatch();
      },
      () => {},
    );

    const client = k8s.KubernetesObjectApi.makeApiClient(config);
    await client.patch(
      {
        apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
        kind: 'Kustomization',
        metadata: {
          namespace: 'flux-system',
          name: 'flux-system',
          labels: { 'example.com/seen': 'yes' },
        },
      },
      undefined,
      undefined,
      'conformance',
      undefined,
      k8s.PatchStrategy.MergePatch,
    );
    await patched;
    watch.abort();
    expect(events).toContain('ADDED');
    expect(events).toContain('MODIFIED');
  });
});
