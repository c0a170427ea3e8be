import { TestCluster } from '../testing/TestCluster';

const TARGET = {
  kind: 'release',
  cluster: 'test',
  namespace: TestCluster.NAMESPACE,
  name: 'app',
} as const;

describe('helmReleaseReconciler', () => {
  let cluster: TestCluster;
  beforeEach(() => {
    cluster = TestCluster.create({ intervals: 'off' });
  });
  afterEach(() => cluster.stop());

  const status = () => cluster.get('HelmRelease', 'app').status ?? {};

  it('creates its chart, and installs when that is there', () => {
    cluster.addHelmRelease('app');
    cluster.settle();
    expect(cluster.get('HelmChart', 'apps-app').metadata.labels).toEqual({
      'helm.toolkit.fluxcd.io/name': 'app',
      'helm.toolkit.fluxcd.io/namespace': 'apps',
    });
    expect(cluster.ready('HelmRelease', 'app')).toBe('True InstallSucceeded');
    expect(cluster.condition('HelmRelease', 'app')?.message).toBe(
      'Helm install succeeded for release apps/app.v1 with chart app@1.0.0',
    );
    expect(status()).toMatchObject({
      helmChart: 'apps/apps-app',
      lastAttemptedRevision: '1.0.0',
      storageNamespace: 'apps',
    });
    expect(status().history).toMatchObject([
      {
        status: 'deployed',
        version: 1,
        chartName: 'app',
        chartVersion: '1.0.0',
        appVersion: '7.1.0',
      },
    ]);
  });

  it('upgrades through the chain when a new chart version is published', () => {
    cluster.addHelmRelease('app');
    cluster.settle();
    cluster.world.advance({
      kind: 'chart',
      repository: TestCluster.CHARTS,
      chart: 'app',
      version: '1.1.0',
      appVersion: '7.2.0',
    });
    cluster.request('HelmRepository', 'charts', 'token-1');
    cluster.settle();
    expect(cluster.get('HelmChart', 'apps-app').status?.artifact.revision).toBe(
      '1.1.0',
    );
    expect(cluster.ready('HelmRelease', 'app')).toBe('True UpgradeSucceeded');
    expect(status().history).toMatchObject([
      {
        status: 'deployed',
        version: 2,
        chartVersion: '1.1.0',
        appVersion: '7.2.0',
      },
      { status: 'superseded', version: 1, chartVersion: '1.0.0' },
    ]);
  });

  it('does nothing when nothing has changed, and everything again when forced', () => {
    cluster.addHelmRelease('app');
    cluster.settle();
    cluster.request('HelmRelease', 'app', 'token-1');
    cluster.settle();
    expect(status().history).toHaveLength(1);
    cluster.request('HelmRelease', 'app', 'token-2', { force: true });
    cluster.settle();
    expect(status().history).toHaveLength(2);
    expect(status()).toMatchObject({
      lastHandledReconcileAt: 'token-2',
      lastHandledForceAt: 'token-2',
    });
  });

  it('upgrades when its values change', () => {
    cluster.addHelmRelease('app');
    cluster.settle();
    cluster.patch('HelmRelease', 'app', { spec: { values: { replicas: 2 } } });
    cluster.settle();
    expect(status().history).toMatchObject([{ version: 2 }, { version: 1 }]);
    expect(status().observedGeneration).toBe(2);
  });

  it('gives up after its retries, and tries again only when reset', () => {
    cluster.stop();
    cluster = TestCluster.create();
    cluster.world.break(TARGET, { message: 'context deadline exceeded' });
    cluster.addHelmRelease('app', { install: { remediation: { retries: 2 } } });
    cluster.clock.advance(120_000);
    expect(cluster.ready('HelmRelease', 'app')).toBe('False InstallFailed');
    expect(cluster.condition('HelmRelease', 'app')?.message).toBe(
      'Helm install failed for release apps/app with chart app@1.0.0: context deadline exceeded',
    );
    expect(cluster.condition('HelmRelease', 'app', 'Stalled')).toMatchObject({
      status: 'True',
      reason: 'RetriesExhausted',
      message: 'Failed to install after 3 attempt(s)',
    });
    expect(status().installFailures).toBe(3);
    cluster.world.mend(TARGET);
    cluster.clock.advance(24 * 3_600_000);
    cluster.request('HelmRelease', 'app', 'token-1');
    cluster.settle();
    expect(status().lastHandledReconcileAt).toBe('token-1');
    expect(cluster.condition('HelmRelease', 'app', 'Stalled')?.reason).toBe(
      'RetriesExhausted',
    );
    cluster.request('HelmRelease', 'app', 'token-2', { reset: true });
    cluster.settle();
    expect(status().lastHandledResetAt).toBe('token-2');
    expect(cluster.ready('HelmRelease', 'app')).toBe('True InstallSucceeded');
    expect(status().installFailures).toBeUndefined();
  });

  it('retries on failure when its strategy says so, at its retry interval or when asked', () => {
    cluster.stop();
    cluster = TestCluster.create();
    cluster.world.break(TARGET, {
      message: 'timed out waiting for the condition',
    });
    cluster.addHelmRelease('app', {
      install: { strategy: { name: 'RetryOnFailure', retryInterval: '6h' } },
    });
    cluster.clock.advance(3_600_000);
    expect(cluster.ready('HelmRelease', 'app')).toBe('False InstallFailed');
    expect(status().installFailures).toBe(1);
    expect(cluster.condition('HelmRelease', 'app', 'Stalled')).toBeUndefined();
    cluster.world.mend(TARGET);
    cluster.clock.advance(3_600_000);
    expect(cluster.ready('HelmRelease', 'app')).toBe('False InstallFailed');
    cluster.request('HelmRelease', 'app', 'token-1');
    cluster.settle();
    expect(cluster.ready('HelmRelease', 'app')).toBe('True InstallSucceeded');
  });

  it('remembers what was deployed however often an upgrade fails', () => {
    cluster.stop();
    cluster = TestCluster.create();
    cluster.addHelmRelease('app', {
      upgrade: { strategy: { name: 'RetryOnFailure', retryInterval: '5m' } },
    });
    cluster.settle();
    cluster.world.break(TARGET, { message: 'context deadline exceeded' });
    cluster.patch('HelmRelease', 'app', { spec: { values: { replicas: 2 } } });
    cluster.clock.advance(3_600_000);
    expect(cluster.ready('HelmRelease', 'app')).toBe('False UpgradeFailed');
    expect(status().upgradeFailures).toBeGreaterThan(8);
    expect(status().history).toHaveLength(5);
    expect(status().history[4]).toMatchObject({
      status: 'deployed',
      version: 1,
    });
  });

  it('waits for a chart version that does not exist, and goes on when it is published and the chart is asked', () => {
    cluster.addHelmRelease('app', {
      chart: {
        spec: {
          chart: 'app',
          version: '2.0.0',
          sourceRef: { kind: 'HelmRepository', name: 'charts' },
        },
      },
    });
    cluster.settle();
    expect(cluster.condition('HelmChart', 'apps-app', 'Stalled')?.reason).toBe(
      'InvalidChartReference',
    );
    expect(cluster.ready('HelmRelease', 'app')).toBe('False SourceNotReady');
    expect(cluster.condition('HelmRelease', 'app')?.message).toContain(
      "no 'app' chart with version matching '2.0.0' found",
    );
    cluster.world.advance({
      kind: 'chart',
      repository: TestCluster.CHARTS,
      chart: 'app',
      version: '2.0.0',
    });
    cluster.request('HelmChart', 'apps-app', 'token-1');
    cluster.settle();
    expect(cluster.ready('HelmRelease', 'app')).toBe('True InstallSucceeded');
  });

  it('installs a chart that comes as an OCI artifact', () => {
    const url = 'oci://ghcr.io/acme/charts/app';
    cluster.world.advance({ kind: 'artifact', url, tag: '3.1.0' });
    cluster.add('OCIRepository', 'app', {
      interval: '5m',
      url,
      ref: { semver: '3.x' },
    });
    cluster.add('HelmRelease', 'app', {
      interval: '5m',
      chartRef: { kind: 'OCIRepository', name: 'app' },
    });
    cluster.settle();
    expect(cluster.ready('HelmRelease', 'app')).toBe('True InstallSucceeded');
    expect(status()).toMatchObject({
      lastAttemptedRevision: '3.1.0',
      lastAttemptedRevisionDigest: expect.stringMatching(/^sha256:/),
    });
    expect(status().helmChart).toBeUndefined();
  });

  it.each([
    ['2.7', false],
    ['2.8', true],
  ] as const)('in %s has an inventory: %s', (release, expected) => {
    cluster.stop();
    cluster = TestCluster.create({ release, intervals: 'off' });
    cluster.addHelmRelease('app');
    cluster.settle();
    expect(cluster.ready('HelmRelease', 'app')).toBe('True InstallSucceeded');
    expect(status().inventory !== undefined).toBe(expected);
  });

  it('waits for its dependencies', () => {
    cluster.addHelmRelease('app', { dependsOn: [{ name: 'database' }] });
    cluster.settle();
    expect(cluster.ready('HelmRelease', 'app')).toBe(
      'False DependencyNotReady',
    );
    cluster.addHelmRelease('database');
    cluster.settle();
    expect(cluster.ready('HelmRelease', 'app')).toBe('True InstallSucceeded');
  });

  it('takes its chart with it when it is deleted', () => {
    cluster.addHelmRelease('app');
    cluster.settle();
    cluster.api.delete(cluster.key('HelmRelease', 'app'));
    cluster.settle();
    expect(cluster.api.get(cluster.key('HelmRelease', 'app'))).toBeUndefined();
    expect(
      cluster.api.get(cluster.key('HelmChart', 'apps-app')),
    ).toBeUndefined();
  });
});
