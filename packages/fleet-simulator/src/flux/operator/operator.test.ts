import { TestCluster } from '../testing/TestCluster';

describe('the Flux Operator', () => {
  let cluster: TestCluster;
  beforeEach(() => {
    cluster = TestCluster.create({ release: '2.8' });
  });
  afterEach(() => cluster.stop());

  it('installs Flux', () => {
    cluster.add('FluxInstance', 'flux', {
      distribution: { version: '2.8.x', registry: 'ghcr.io/fluxcd' },
    });
    cluster.settle();
    const { status } = cluster.get('FluxInstance', 'flux');
    expect(cluster.ready('FluxInstance', 'flux')).toBe(
      'True ReconciliationSucceeded',
    );
    expect(status?.lastAppliedRevision).toMatch(/^v2\.8\.\d+@sha256:/);
    expect(status?.components).toContainEqual(
      expect.objectContaining({
        name: 'source-controller',
        repository: 'ghcr.io/fluxcd/source-controller',
      }),
    );
    cluster.request('FluxInstance', 'flux', 'token-1', { force: true });
    cluster.settle();
    expect(cluster.get('FluxInstance', 'flux').status).toMatchObject({
      lastHandledReconcileAt: 'token-1',
      lastHandledForceAt: 'token-1',
    });
  });

  it('reports what runs, fails and is suspended, every five minutes', () => {
    cluster.add('FluxReport', 'flux', {
      distribution: { entitlement: 'none', status: 'Installed' },
    });
    cluster.addGitRepository();
    cluster.addKustomization('app');
    cluster.addKustomization('other', { dependsOn: [{ name: 'none' }] });
    cluster.addKustomization('third', { suspend: true });
    cluster.clock.advance(360_000);
    const report = cluster.get('FluxReport', 'flux');
    expect(report.spec?.reconcilers).toContainEqual(
      expect.objectContaining({
        kind: 'Kustomization',
        stats: { failing: 1, running: 1, suspended: 1 },
      }),
    );
    expect(report.spec?.distribution.version).toMatch(/^v2\.8\./);
    expect(cluster.condition('FluxReport', 'flux')?.observedGeneration).toBe(
      report.metadata.generation,
    );
  });

  it('keeps what a ResourceSet has generated, and stops at its annotation', () => {
    cluster.add('ResourceSet', 'teams', {
      inputs: [{ team: 'a' }],
      resources: [],
    });
    cluster.settle();
    expect(cluster.ready('ResourceSet', 'teams')).toBe(
      'True ReconciliationSucceeded',
    );
    cluster.patch('ResourceSet', 'teams', {
      metadata: {
        annotations: { 'fluxcd.controlplane.io/reconcile': 'disabled' },
      },
    });
    cluster.request('ResourceSet', 'teams', 'token-1');
    cluster.settle();
    expect(cluster.get('ResourceSet', 'teams').status?.history).toMatchObject([
      { totalReconciliations: 1 },
    ]);
    expect(
      cluster.get('ResourceSet', 'teams').status?.lastHandledReconcileAt,
    ).toBe('token-1');
    cluster.patch('ResourceSet', 'teams', {
      metadata: {
        annotations: { 'fluxcd.controlplane.io/reconcile': 'enabled' },
      },
    });
    cluster.request('ResourceSet', 'teams', 'token-2');
    cluster.settle();
    expect(cluster.get('ResourceSet', 'teams').status?.history).toMatchObject([
      { totalReconciliations: 2 },
    ]);
  });

  it('exports the inputs of a static provider', () => {
    cluster.add('ResourceSetInputProvider', 'settings', {
      type: 'Static',
      defaultValues: { region: 'eu' },
    });
    cluster.settle();
    expect(
      cluster.get('ResourceSetInputProvider', 'settings').status
        ?.exportedInputs,
    ).toMatchObject([{ region: 'eu' }]);
  });
});
