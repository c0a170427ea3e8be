import { TestCluster } from '../testing/TestCluster';

describe('receiverReconciler', () => {
  let cluster: TestCluster;
  beforeEach(() => {
    cluster = TestCluster.create();
    cluster.add('Receiver', 'github', {
      type: 'github',
      resources: [{ kind: 'GitRepository', name: 'deploy' }],
      secretRef: { name: 'token' },
    });
    cluster.settle();
  });
  afterEach(() => cluster.stop());

  it('opens a path once its token is there', () => {
    expect(cluster.ready('Receiver', 'github')).toBe('False TokenNotFound');
    cluster.api.create(
      {
        apiVersion: 'v1',
        kind: 'Secret',
        metadata: { name: 'token', namespace: 'apps' },
      },
      { manager: 'test' },
    );
    cluster.request('Receiver', 'github', 'token-1');
    cluster.settle();
    expect(cluster.ready('Receiver', 'github')).toBe('True Succeeded');
    expect(cluster.get('Receiver', 'github').status?.webhookPath).toMatch(
      /^\/hook\/[0-9a-f]{64}$/,
    );
  });
});
