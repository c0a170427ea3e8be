import { TestCluster } from '../testing/TestCluster';

const IMAGE = 'ghcr.io/acme/app';

describe.each(['2.6', '2.9'] as const)(
  'image automation of Flux %s',
  release => {
    let cluster: TestCluster;
    beforeEach(() => {
      cluster = TestCluster.create({ release });
      cluster.world.advance({ kind: 'image', image: IMAGE, tag: '1.0.0' });
      cluster.addGitRepository();
      cluster.add('ImageRepository', 'app', { image: IMAGE, interval: '5m' });
      cluster.add('ImagePolicy', 'app', {
        imageRepositoryRef: { name: 'app' },
        policy: { semver: { range: '1.x' } },
      });
      cluster.settle();
      cluster.add('ImageUpdateAutomation', 'apps', {
        interval: '5m',
        sourceRef: { kind: 'GitRepository', name: 'deploy' },
        git: { push: { branch: 'main' } },
      });
      cluster.settle();
    });
    afterEach(() => cluster.stop());

    it('scans, selects and has nothing to do at first', () => {
      expect(
        cluster.get('ImageRepository', 'app').status?.lastScanResult.tagCount,
      ).toBe(1);
      expect(cluster.get('ImagePolicy', 'app').status?.latestRef).toEqual({
        name: IMAGE,
        tag: '1.0.0',
      });
      expect(cluster.get('ImagePolicy', 'app').status?.latestImage).toBe(
        release === '2.6' ? `${IMAGE}:1.0.0` : undefined,
      );
      expect(cluster.condition('ImageUpdateAutomation', 'apps')?.message).toBe(
        'repository up-to-date',
      );
    });

    it('commits a newer tag, which the repository then has', () => {
      const before = cluster.get('GitRepository', 'deploy').status?.artifact
        .revision;
      cluster.world.advance({ kind: 'image', image: IMAGE, tag: '1.1.0' });
      cluster.world.advance({ kind: 'image', image: IMAGE, tag: '2.0.0' });
      cluster.request('ImageRepository', 'app', 'token-1');
      cluster.settle();
      expect(cluster.condition('ImagePolicy', 'app')?.message).toBe(
        `Latest image tag for ${IMAGE} resolved to 1.1.0 (previously ${IMAGE}:1.0.0)`,
      );
      cluster.request('ImageUpdateAutomation', 'apps', 'token-1');
      cluster.settle();
      const { status } = cluster.get('ImageUpdateAutomation', 'apps');
      expect(status?.lastPushCommit).toMatch(/^[0-9a-f]{40}$/);
      cluster.clock.advance(120_000);
      const after = cluster.get('GitRepository', 'deploy').status?.artifact
        .revision;
      expect(after).toBe(`main@sha1:${status?.lastPushCommit}`);
      expect(after).not.toBe(before);
    });

    it('reports a registry that refuses, and recovers', () => {
      cluster.world.break(
        { kind: 'image', image: IMAGE },
        { message: 'scan failed: DENIED: denied' },
      );
      cluster.request('ImageRepository', 'app', 'token-1');
      cluster.settle();
      expect(cluster.ready('ImageRepository', 'app')).toBe(
        'False ReadOperationFailed',
      );
      cluster.world.mend({ kind: 'image', image: IMAGE });
      cluster.request('ImageRepository', 'app', 'token-2');
      cluster.settle();
      expect(cluster.ready('ImageRepository', 'app')).toBe('True Succeeded');
    });
  },
);
