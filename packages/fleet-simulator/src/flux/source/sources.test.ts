import { TestCluster } from '../testing/TestCluster';

/** What breaks a source, with the kind, specification and reason that come of it. */
const FAILURES: Array<{
  name: string;
  kind: string;
  spec: Record<string, unknown>;
  reason: string;
  message: string;
}> = [
  {
    name: 'an unknown repository',
    kind: 'GitRepository',
    spec: { url: 'https://github.com/acme/none', ref: { branch: 'main' } },
    reason: 'GitOperationFailed',
    message: 'repository not found',
  },
  {
    name: 'a missing tag',
    kind: 'GitRepository',
    spec: { url: TestCluster.REPOSITORY, ref: { tag: 'v9' } },
    reason: 'GitOperationFailed',
    message: 'couldn\'t find remote ref "refs/tags/v9"',
  },
  {
    name: 'a missing secret',
    kind: 'GitRepository',
    spec: {
      url: TestCluster.REPOSITORY,
      ref: { branch: 'main' },
      secretRef: { name: 'key' },
    },
    reason: 'AuthenticationFailed',
    message: 'secrets "key" not found',
  },
  {
    name: 'an unknown Helm repository',
    kind: 'HelmRepository',
    spec: { url: 'https://nowhere.example.com' },
    reason: 'IndexationFailed',
    message: 'failed to fetch Helm repository index',
  },
  {
    name: 'an unknown artifact',
    kind: 'OCIRepository',
    spec: { url: 'oci://ghcr.io/acme/none', ref: { tag: 'latest' } },
    reason: 'OCIArtifactPullFailed',
    message:
      'GET https://ghcr.io/v2/acme/none/manifests/latest: MANIFEST_UNKNOWN',
  },
  {
    name: 'a range without a match',
    kind: 'OCIRepository',
    spec: { url: 'oci://ghcr.io/acme/none', ref: { semver: '4.x' } },
    reason: 'OCIArtifactPullFailed',
    message: 'no match found for semver: 4.x',
  },
  {
    name: 'a missing bucket',
    kind: 'Bucket',
    spec: { endpoint: 's3.example.com', bucketName: 'manifests' },
    reason: 'BucketOperationFailed',
    message: "bucket 'manifests' not found",
  },
  {
    name: 'a chart without its repository',
    kind: 'HelmChart',
    spec: { chart: 'app', sourceRef: { kind: 'HelmRepository', name: 'none' } },
    reason: 'SourceUnavailable',
    message: 'helmrepositories.source.toolkit.fluxcd.io "none" not found',
  },
];

describe('sources', () => {
  let cluster: TestCluster;
  beforeEach(() => {
    cluster = TestCluster.create({ intervals: 'off' });
  });
  afterEach(() => cluster.stop());

  it.each(FAILURES)('report $name', ({ kind, spec, reason, message }) => {
    cluster.add(kind, 'broken', { interval: '1m', ...spec });
    cluster.settle();
    expect(cluster.ready(kind, 'broken')).toBe(`False ${reason}`);
    expect(cluster.condition(kind, 'broken')?.message).toContain(message);
    expect(cluster.condition(kind, 'broken', 'FetchFailed')?.status).toBe(
      'True',
    );
    expect(cluster.events('broken')).toMatchObject([{ reason, count: 1 }]);
  });

  it('keep what they had stored while they cannot be fetched, and recover when mended', () => {
    cluster.addGitRepository();
    cluster.settle();
    const artifact = cluster.get('GitRepository', 'deploy').status?.artifact;
    expect(artifact).toMatchObject({
      digest: expect.stringMatching(/^sha256:[0-9a-f]{64}$/),
      revision: expect.stringMatching(/^main@sha1:[0-9a-f]{40}$/),
    });
    const target = {
      kind: 'access',
      cluster: 'test',
      url: TestCluster.REPOSITORY,
    } as const;
    cluster.world.break(target, { message: 'authentication required' });
    cluster.request('GitRepository', 'deploy', 'token-1');
    cluster.settle();
    expect(cluster.ready('GitRepository', 'deploy')).toBe(
      'False GitOperationFailed',
    );
    expect(cluster.get('GitRepository', 'deploy').status?.artifact).toEqual(
      artifact,
    );
    expect(
      cluster.condition('GitRepository', 'deploy', 'ArtifactInStorage')?.status,
    ).toBe('True');
    cluster.world.mend(target);
    cluster.request('GitRepository', 'deploy', 'token-2');
    cluster.settle();
    expect(cluster.ready('GitRepository', 'deploy')).toBe('True Succeeded');
    expect(
      cluster.condition('GitRepository', 'deploy', 'FetchFailed'),
    ).toBeUndefined();
  });

  it('retry failures by themselves, later and later', () => {
    cluster.stop();
    cluster = TestCluster.create();
    const target = {
      kind: 'gitRepository',
      url: TestCluster.REPOSITORY,
    } as const;
    cluster.world.break(target, { message: 'connection refused' });
    cluster.addGitRepository();
    cluster.clock.advance(60_000);
    expect(cluster.ready('GitRepository', 'deploy')).toBe(
      'False GitOperationFailed',
    );
    cluster.world.mend(target);
    cluster.clock.advance(120_000);
    expect(cluster.ready('GitRepository', 'deploy')).toBe('True Succeeded');
  });

  it('follow tags by semver range', () => {
    cluster.world.git.tag(TestCluster.REPOSITORY, 'main', 'v1.2.0');
    cluster.add('GitRepository', 'release', {
      interval: '1m',
      url: TestCluster.REPOSITORY,
      ref: { semver: '>=1.0.0' },
    });
    cluster.settle();
    expect(
      cluster.get('GitRepository', 'release').status?.artifact.revision,
    ).toMatch(/^v1\.2\.0@sha1:/);
  });

  it('take a bucket as another revision when its content changes', () => {
    const bucket = {
      kind: 'bucket',
      endpoint: 's3.example.com',
      bucketName: 'manifests',
    } as const;
    cluster.world.advance(bucket);
    cluster.add('Bucket', 'manifests', {
      interval: '1m',
      endpoint: bucket.endpoint,
      bucketName: bucket.bucketName,
    });
    cluster.settle();
    const before = cluster.get('Bucket', 'manifests').status?.artifact.revision;
    cluster.world.advance(bucket);
    cluster.request('Bucket', 'manifests', 'token-1');
    cluster.settle();
    expect(
      cluster.get('Bucket', 'manifests').status?.artifact.revision,
    ).not.toBe(before);
  });

  it('generate external artifacts, and again when what they are made of changes', () => {
    cluster.addGitRepository();
    cluster.add('ArtifactGenerator', 'split', {
      sources: [{ alias: 'deploy', kind: 'GitRepository', name: 'deploy' }],
      artifacts: [
        { name: 'part', copy: [{ from: '@deploy/part/**', to: '@artifact/' }] },
      ],
    });
    cluster.settle();
    const before = cluster.get('ExternalArtifact', 'part');
    expect(cluster.ready('ExternalArtifact', 'part')).toBe('True Succeeded');
    expect(before.metadata.ownerReferences).toMatchObject([
      { kind: 'ArtifactGenerator', name: 'split' },
    ]);
    expect(
      cluster.get('ArtifactGenerator', 'split').status?.inventory,
    ).toHaveLength(1);
    cluster.world.advance({ kind: 'commit', url: TestCluster.REPOSITORY });
    cluster.request('GitRepository', 'deploy', 'token-1');
    cluster.settle();
    expect(
      cluster.get('ExternalArtifact', 'part').status?.artifact.revision,
    ).not.toBe(before.status?.artifact.revision);
  });

  it('suspend an artifact generator by its annotation', () => {
    cluster.addGitRepository();
    cluster.settle();
    cluster.add(
      'ArtifactGenerator',
      'split',
      { sources: [], artifacts: [] },
      {
        annotations: { 'source.extensions.fluxcd.io/reconcile': 'disabled' },
      },
    );
    cluster.settle();
    expect(
      cluster.get('ArtifactGenerator', 'split').status?.conditions,
    ).toBeUndefined();
  });
});
