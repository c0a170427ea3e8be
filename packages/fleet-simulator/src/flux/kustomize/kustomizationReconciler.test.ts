import { TestCluster } from '../testing/TestCluster';

const CLUSTER = 'test';
const NAMESPACE = TestCluster.NAMESPACE;

describe('kustomizationReconciler', () => {
  let cluster: TestCluster;
  beforeEach(() => {
    cluster = TestCluster.create();
  });
  afterEach(() => cluster.stop());

  it('applies the revision of its source and keeps a history', () => {
    cluster.addGitRepository();
    cluster.addKustomization('app');
    cluster.settle();
    const sha = cluster.world.advance({
      kind: 'commit',
      url: TestCluster.REPOSITORY,
    });
    cluster.request('GitRepository', 'deploy', 'token-1');
    cluster.settle();
    const { status } = cluster.get('Kustomization', 'app');
    expect(status?.lastAppliedRevision).toBe(`main@sha1:${sha}`);
    expect(cluster.condition('Kustomization', 'app')?.message).toBe(
      `Applied revision: main@sha1:${sha}`,
    );
    expect(status?.history).toHaveLength(2);
    expect(status?.history[0]).toMatchObject({
      lastReconciledStatus: 'ReconciliationSucceeded',
      totalReconciliations: 1,
      metadata: { revision: `main@sha1:${sha}` },
    });
  });

  it('has no history before Flux 2.7', () => {
    cluster.stop();
    cluster = TestCluster.create({ release: '2.6' });
    cluster.addGitRepository();
    cluster.addKustomization('app');
    cluster.settle();
    expect(cluster.ready('Kustomization', 'app')).toBe(
      'True ReconciliationSucceeded',
    );
    expect(cluster.get('Kustomization', 'app').status?.history).toBeUndefined();
  });

  it('waits for its dependencies and goes on when they are Ready', () => {
    cluster.addGitRepository();
    cluster.addKustomization('app', { dependsOn: [{ name: 'infra' }] });
    cluster.settle();
    expect(cluster.ready('Kustomization', 'app')).toBe(
      'False DependencyNotReady',
    );
    expect(cluster.condition('Kustomization', 'app')?.message).toContain(
      "dependency 'apps/infra' not found",
    );
    cluster.addKustomization('infra');
    cluster.clock.advance(60_000);
    expect(cluster.ready('Kustomization', 'app')).toBe(
      'True ReconciliationSucceeded',
    );
  });

  it('reports a missing source, and recovers when it comes', () => {
    cluster.addKustomization('app');
    cluster.settle();
    expect(cluster.ready('Kustomization', 'app')).toBe('False ArtifactFailed');
    cluster.addGitRepository();
    cluster.settle();
    expect(cluster.ready('Kustomization', 'app')).toBe(
      'True ReconciliationSucceeded',
    );
  });

  it('stays failed until its retry interval when a health check times out, or until it is asked', () => {
    const target = {
      kind: 'workload',
      cluster: CLUSTER,
      namespace: NAMESPACE,
      name: 'api',
    } as const;
    cluster.world.break(target, { message: 'pods are pending' });
    cluster.addGitRepository();
    cluster.addKustomization('app', {
      retryInterval: '6h',
      timeout: '5m',
      healthChecks: [
        {
          apiVersion: 'apps/v1',
          kind: 'Deployment',
          name: 'api',
          namespace: NAMESPACE,
        },
      ],
    });
    cluster.settle();
    expect(cluster.ready('Kustomization', 'app')).toBe(
      'False HealthCheckFailed',
    );
    expect(cluster.condition('Kustomization', 'app')?.message).toBe(
      "health check failed after 5m0s: timeout waiting for: [Deployment/apps/api status: 'InProgress']",
    );
    expect(
      cluster.condition('Kustomization', 'app', 'Reconciling')?.reason,
    ).toBe('ProgressingWithRetry');
    cluster.world.mend(target);
    cluster.clock.advance(3 * 3_600_000);
    expect(cluster.ready('Kustomization', 'app')).toBe(
      'False HealthCheckFailed',
    );
    cluster.request('Kustomization', 'app', 'token-1');
    cluster.settle();
    expect(cluster.ready('Kustomization', 'app')).toBe(
      'True ReconciliationSucceeded',
    );
    expect(cluster.condition('Kustomization', 'app', 'Healthy')?.status).toBe(
      'True',
    );
  });

  it('goes on progressing while a roll-out takes its time, and leaves the request open until then', () => {
    const target = {
      kind: 'workload',
      cluster: CLUSTER,
      namespace: NAMESPACE,
      name: 'api',
    } as const;
    cluster.world.break(target, { state: 'pending', message: 'rolling out' });
    cluster.addGitRepository();
    cluster.settle();
    cluster.addKustomization('app', {
      timeout: '1h',
      healthChecks: [
        {
          apiVersion: 'apps/v1',
          kind: 'Deployment',
          name: 'api',
          namespace: NAMESPACE,
        },
      ],
    });
    cluster.request('Kustomization', 'app', 'token-1');
    cluster.clock.advance(600_000);
    expect(cluster.ready('Kustomization', 'app')).toBe('Unknown Progressing');
    expect(
      cluster.get('Kustomization', 'app').status?.lastHandledReconcileAt,
    ).toBeUndefined();
    cluster.world.mend(target);
    cluster.clock.advance(60_000);
    expect(cluster.ready('Kustomization', 'app')).toBe(
      'True ReconciliationSucceeded',
    );
    expect(
      cluster.get('Kustomization', 'app').status?.lastHandledReconcileAt,
    ).toBe('token-1');
  });

  describe('that owns Flux objects', () => {
    const manifest = (suspend?: boolean) => ({
      apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
      kind: 'Kustomization',
      metadata: { name: 'child', namespace: NAMESPACE },
      spec: {
        interval: '10m',
        path: './child',
        prune: true,
        sourceRef: { kind: 'GitRepository', name: 'deploy' },
        ...(suspend !== undefined && { suspend }),
      },
    });
    const addParent = (suspend?: boolean) => {
      cluster.addGitRepository();
      cluster.world.git.setManifests(TestCluster.REPOSITORY, './parent', [
        manifest(suspend),
      ]);
      cluster.addKustomization('parent');
      cluster.settle();
    };
    const suspendChild = () => {
      cluster.patch('Kustomization', 'child', { spec: { suspend: true } });
      cluster.request('Kustomization', 'parent', 'token-1');
      cluster.settle();
    };

    it('applies them with its labels, into its inventory', () => {
      addParent();
      expect(cluster.ready('Kustomization', 'child')).toBe(
        'True ReconciliationSucceeded',
      );
      const child = cluster.get('Kustomization', 'child');
      expect(child.metadata.labels).toMatchObject({
        'kustomize.toolkit.fluxcd.io/name': 'parent',
      });
      expect(child.metadata.managedFields).toContainEqual(
        expect.objectContaining({
          manager: 'kustomize-controller',
          operation: 'Apply',
        }),
      );
      expect(
        cluster.get('Kustomization', 'parent').status?.inventory.entries,
      ).toEqual([
        { id: 'apps_child_kustomize.toolkit.fluxcd.io_Kustomization', v: 'v1' },
      ]);
    });

    it.each([
      ['reverts a manual suspend that the manifest contradicts', false, false],
      [
        'keeps a manual suspend that the manifest says nothing about',
        undefined,
        true,
      ],
    ])('%s', (_, inManifest, suspended) => {
      addParent(inManifest);
      suspendChild();
      expect(cluster.get('Kustomization', 'child').spec?.suspend).toBe(
        suspended,
      );
    });

    it('leaves a child alone that opts out', () => {
      addParent(false);
      cluster.patch('Kustomization', 'child', {
        metadata: {
          annotations: { 'kustomize.toolkit.fluxcd.io/reconcile': 'disabled' },
        },
      });
      suspendChild();
      expect(cluster.get('Kustomization', 'child').spec?.suspend).toBe(true);
    });

    it('prunes one whose manifest is gone', () => {
      addParent();
      cluster.world.git.setManifests(TestCluster.REPOSITORY, './parent', []);
      cluster.request('Kustomization', 'parent', 'token-1');
      cluster.settle();
      expect(
        cluster.api.get(cluster.key('Kustomization', 'child')),
      ).toBeUndefined();
      expect(
        cluster.get('Kustomization', 'parent').status?.inventory.entries,
      ).toEqual([]);
    });

    it('prunes them when it is deleted, unless it is suspended', () => {
      addParent();
      for (const suspend of [true, null]) {
        cluster.patch('Kustomization', 'parent', {
          spec: { suspend },
        });
        cluster.settle();
        cluster.api.delete(cluster.key('Kustomization', 'parent'));
        cluster.settle();
        expect(
          cluster.api.get(cluster.key('Kustomization', 'parent')),
        ).toBeUndefined();
        expect(
          cluster.api.get(cluster.key('Kustomization', 'child')) !== undefined,
        ).toBe(suspend === true);
        if (suspend) {
          cluster.addKustomization('parent');
          cluster.settle();
        }
      }
    });
  });
});
