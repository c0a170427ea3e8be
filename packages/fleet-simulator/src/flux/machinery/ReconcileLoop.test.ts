import { TestCluster } from '../testing/TestCluster';

describe('ReconcileLoop', () => {
  let cluster: TestCluster;
  afterEach(() => cluster.stop());

  it('shows progress, then the outcome for the current generation', () => {
    cluster = TestCluster.create();
    cluster.addGitRepository();
    cluster.clock.advance(100);
    expect(cluster.ready('GitRepository', 'deploy')).toBe(
      'Unknown Progressing',
    );
    expect(
      cluster.condition('GitRepository', 'deploy', 'Reconciling')?.status,
    ).toBe('True');
    cluster.settle();
    const repository = cluster.get('GitRepository', 'deploy');
    expect(cluster.ready('GitRepository', 'deploy')).toBe('True Succeeded');
    expect(
      cluster.condition('GitRepository', 'deploy', 'Reconciling'),
    ).toBeUndefined();
    expect(repository.status?.observedGeneration).toBe(
      repository.metadata.generation,
    );
  });

  it.each([
    ['GitRepository', 'deploy'],
    ['Kustomization', 'app'],
    ['HelmRelease', 'app'],
    ['HelmRepository', 'charts'],
    ['HelmChart', 'apps-app'],
  ])('copies the token of a handled request on a %s', (kind, name) => {
    cluster = TestCluster.create({ intervals: 'off' });
    cluster.addGitRepository();
    cluster.addKustomization('app');
    cluster.addHelmRelease('app');
    cluster.settle();
    cluster.request(kind, name, 'token-1');
    expect(
      cluster.get(kind, name).status?.lastHandledReconcileAt,
    ).toBeUndefined();
    expect(cluster.ready(kind, name)).toBe('Unknown Progressing');
    cluster.settle();
    expect(cluster.get(kind, name).status?.lastHandledReconcileAt).toBe(
      'token-1',
    );
    expect(cluster.condition(kind, name)?.status).toBe('True');
  });

  it('copies the token of a suspended object and does nothing else', () => {
    cluster = TestCluster.create();
    cluster.addGitRepository();
    cluster.addKustomization('app');
    cluster.settle();
    const applied = cluster.get('Kustomization', 'app').status
      ?.lastAppliedRevision;
    cluster.patch('Kustomization', 'app', { spec: { suspend: true } });
    cluster.world.advance({ kind: 'commit', url: TestCluster.REPOSITORY });
    cluster.clock.advance(3_600_000);
    cluster.request('Kustomization', 'app', 'token-1');
    cluster.clock.advance(3_600_000);
    const { status } = cluster.get('Kustomization', 'app');
    expect(status?.lastHandledReconcileAt).toBe('token-1');
    expect(status?.lastAppliedRevision).toBe(applied);
    expect(status?.observedGeneration).toBe(1);
    cluster.patch('Kustomization', 'app', { spec: { suspend: null } });
    cluster.settle();
    expect(
      cluster.get('Kustomization', 'app').status?.lastAppliedRevision,
    ).not.toBe(applied);
  });

  it('follows intervals, and only while they run', () => {
    for (const intervals of ['run', 'off'] as const) {
      cluster = TestCluster.create({ intervals });
      cluster.addGitRepository();
      cluster.addKustomization('app');
      cluster.settle();
      const before = cluster.get('Kustomization', 'app').status
        ?.lastAppliedRevision;
      cluster.world.advance({ kind: 'commit', url: TestCluster.REPOSITORY });
      cluster.clock.advance(120_000);
      const after = cluster.get('Kustomization', 'app').status
        ?.lastAppliedRevision;
      expect(after === before).toBe(intervals === 'off');
      cluster.stop();
    }
  });

  it('keeps no timer when intervals are off and everything is settled', () => {
    cluster = TestCluster.create({ intervals: 'off' });
    cluster.addGitRepository();
    cluster.addKustomization('app');
    cluster.addHelmRelease('app');
    cluster.settle();
    expect(cluster.clock.scheduled).toBe(0);
  });

  it('leaves static objects alone', () => {
    cluster = TestCluster.create();
    cluster.add('HelmRepository', 'oci', {
      type: 'oci',
      url: 'oci://ghcr.io/acme/charts',
    });
    cluster.request('HelmRepository', 'oci', 'token-1');
    cluster.add('Provider', 'slack', { type: 'slack', channel: 'platform' });
    cluster.settle();
    expect(cluster.get('HelmRepository', 'oci').status).toBeUndefined();
    expect(cluster.get('Provider', 'slack').status).toBeUndefined();
  });

  it('counts an event that happens again', () => {
    cluster = TestCluster.create();
    cluster.add('GitRepository', 'broken', {
      interval: '1m',
      ref: { branch: 'nowhere' },
      url: TestCluster.REPOSITORY,
    });
    cluster.settle();
    const [event] = cluster.events('broken');
    expect(event.reason).toBe('GitOperationFailed');
    expect(event.message).toContain(
      'couldn\'t find remote ref "refs/heads/nowhere"',
    );
    expect(event.count).toBeGreaterThan(2);
    expect(cluster.events('broken')).toHaveLength(1);
  });

  it('forgets events after an hour', () => {
    cluster = TestCluster.create();
    cluster.addGitRepository();
    cluster.settle();
    expect(cluster.events('deploy')).toHaveLength(1);
    cluster.clock.advance(2 * 3_600_000);
    expect(cluster.events('deploy')).toHaveLength(0);
  });

  it('stops for good', () => {
    cluster = TestCluster.create();
    cluster.addGitRepository();
    cluster.settle();
    cluster.stop();
    expect(cluster.clock.scheduled).toBe(0);
    cluster.request('GitRepository', 'deploy', 'token-1');
    cluster.settle();
    expect(
      cluster.get('GitRepository', 'deploy').status?.lastHandledReconcileAt,
    ).toBeUndefined();
  });
});
