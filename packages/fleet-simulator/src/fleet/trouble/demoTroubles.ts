import { WorldTarget } from '../../flux/world/Problem';
import { Trouble, TroubleFinder } from './Trouble';

/** Trouble by `Kind/namespace/name`. */
type Troubles = Record<string, Trouble>;

const REGISTRY_TIMEOUT =
  'Get "https://ghcr.io/v2/": net/http: request canceled while waiting for connection (Client.Timeout exceeded while awaiting headers)';

const TROUBLES: Record<string, Troubles> = {
  'prod-eu-1': {
    // The node pool was full when it was rolled out; there is room again, but the next try is hours away.
    'Kustomization/checkout/checkout': {
      kind: 'problem',
      target: {
        kind: 'workload',
        cluster: 'prod-eu-1',
        namespace: 'checkout',
        name: 'checkout-api-worker',
      },
      message: 'pods are pending',
      cause: 'gone',
      minutesAgo: 47,
      spec: { interval: '12h', retryInterval: '6h' },
    },
    'HelmRelease/monitoring/loki': {
      kind: 'problem',
      target: {
        kind: 'release',
        cluster: 'prod-eu-1',
        namespace: 'monitoring',
        name: 'loki',
      },
      message: 'context deadline exceeded',
      cause: 'gone',
      minutesAgo: 96,
      status: { upgradeFailures: 3, failures: 3 },
      spec: {
        upgrade: { remediation: { retries: 3, remediateLastFailure: false } },
      },
    },
    'HelmRelease/payments/payments-api': {
      kind: 'suspended',
      by: 'maria.keller@acme.example',
      reason: 'Change freeze for the quarter-end close (CHG-20418)',
      forDays: 3,
    },
  },
  'prod-us-1': {
    'Kustomization/flux-system/platform-policies': {
      kind: 'problem',
      target: {
        kind: 'kustomization',
        cluster: 'prod-us-1',
        namespace: 'flux-system',
        name: 'platform-policies',
      },
      message:
        'ClusterPolicy/require-requests-limits dry-run failed (InternalError): Internal error occurred: failed calling webhook "validate-policy.kyverno.svc": failed to call webhook: Post "https://kyverno-svc.kyverno.svc:443/policyvalidate?timeout=10s": context deadline exceeded',
      cause: 'gone',
      minutesAgo: 132,
      spec: { interval: '8h', retryInterval: '4h' },
    },
    'HelmRelease/catalog/media-resizer': {
      kind: 'problem',
      target: {
        kind: 'release',
        cluster: 'prod-us-1',
        namespace: 'catalog',
        name: 'media-resizer',
      },
      message:
        'execution error at (service/templates/deployment.yaml:42:20): image.tag is required',
      cause: 'lasting',
      minutesAgo: 310,
    },
    'Kustomization/identity/identity': {
      kind: 'suspended',
      by: 'jonas.brandt@acme.example',
      reason: 'Investigating INC-7731: keep the hot fix in place',
      forDays: 1,
    },
    'HelmRelease/velero/velero': {
      kind: 'problem',
      target: {
        kind: 'release',
        cluster: 'prod-us-1',
        namespace: 'velero',
        name: 'velero',
      },
      message: "Running 'upgrade' action with timeout of 45m0s",
      state: 'pending',
      cause: 'lasting',
      minutesAgo: 6,
      spec: { timeout: '45m' },
      status: { observedGeneration: 1 },
    },
  },
  'staging-eu-1': {
    'HelmRelease/catalog/catalog-api': {
      kind: 'problem',
      target: {
        kind: 'release',
        cluster: 'staging-eu-1',
        namespace: 'catalog',
        name: 'catalog-api',
      },
      message:
        'pre-upgrade hooks failed: 1 error occurred:\n\t* timed out waiting for the condition',
      cause: 'gone',
      minutesAgo: 74,
      spec: {
        // Pinned, so that no new version of the chart brings the next attempt forward.
        chart: { spec: { version: '2.4.1' } },
        upgrade: { strategy: { name: 'RetryOnFailure', retryInterval: '6h' } },
      },
    },
    'HelmRelease/checkout/cart': {
      kind: 'spec',
      spec: { chart: { spec: { version: '3.0.0-rc.2' } } },
      minutesAgo: 190,
    },
    'ImageRepository/identity/login': {
      kind: 'problem',
      target: {
        kind: 'access',
        cluster: 'staging-eu-1',
        url: 'ghcr.io/acme-identity/login',
      },
      message:
        'scan failed: GET https://ghcr.io/token?scope=repository%3Aacme-identity%2Flogin%3Apull&service=ghcr.io: DENIED: denied',
      cause: 'lasting',
    },
    'Kustomization/payments/payments': {
      kind: 'suspended',
      by: 'priya.nair@acme.example',
      reason: 'Load test until Thursday',
      forDays: 2,
    },
  },
  'qa-eu-1': {
    'HelmRelease/checkout/promo-engine': {
      kind: 'spec',
      spec: { dependsOn: [{ name: 'feature-flags' }] },
      minutesAgo: 205,
    },
    'GitRepository/catalog/catalog': {
      kind: 'problem',
      target: {
        kind: 'access',
        cluster: 'qa-eu-1',
        url: 'https://github.com/acme-catalog/deploy',
      },
      message:
        "failed to checkout and determine revision: unable to clone 'https://github.com/acme-catalog/deploy': authentication required: Repository not found.",
      cause: 'lasting',
      minutesAgo: 530,
    },
    'Kustomization/payments/payments': {
      kind: 'problem',
      target: {
        kind: 'workload',
        cluster: 'qa-eu-1',
        namespace: 'payments',
        name: 'ledger-worker',
      },
      message: 'pods are pending',
      cause: 'gone',
      minutesAgo: 38,
      spec: { interval: '12h', retryInterval: '6h' },
    },
  },
  dev: {
    'ImageRepository/catalog/pricing': {
      kind: 'suspended',
      by: 'ana.souza@acme.example',
      reason: 'Registry migration',
    },
    'Kustomization/identity/identity': {
      kind: 'problem',
      target: {
        kind: 'kustomization',
        cluster: 'dev',
        namespace: 'identity',
        name: 'identity',
      },
      reason: 'BuildFailed',
      message:
        "kustomize build failed: accumulating resources: accumulation err='accumulating resources from 'session-store.yml': open /tmp/kustomization-1482290311/clusters/dev/session-store.yml: no such file or directory': must build at directory: not a valid directory: evalsymlink failure on '/tmp/kustomization-1482290311/clusters/dev/session-store.yml' : lstat /tmp/kustomization-1482290311/clusters/dev/session-store.yml: no such file or directory",
      cause: 'lasting',
      minutesAgo: 22,
    },
    'HelmRelease/checkout/cart': {
      kind: 'problem',
      target: {
        kind: 'release',
        cluster: 'dev',
        namespace: 'checkout',
        name: 'cart',
      },
      message:
        'resource Deployment/checkout/cart not ready. status: InProgress, message: Available: 0/2',
      cause: 'lasting',
      minutesAgo: 18,
      spec: { upgrade: { strategy: { name: 'RetryOnFailure' } } },
      pods: {
        reason: 'ImagePullBackOff',
        message:
          'Back-off pulling image "ghcr.io/acme-checkout/cart": ErrImagePull: failed to pull and unpack image: not found',
      },
    },
    'HelmRelease/checkout/checkout-api': {
      kind: 'spec',
      spec: { dependsOn: [{ name: 'cart' }] },
      minutesAgo: 12,
    },
    'HelmRelease/payments/ledger': {
      kind: 'suspended',
      by: 'tom.olsen@acme.example',
      reason: 'Debugging the ledger with a local image',
    },
    'Kustomization/catalog/catalog': {
      kind: 'problem',
      target: {
        kind: 'workload',
        cluster: 'dev',
        namespace: 'catalog',
        name: 'pricing-worker',
      },
      message: 'waiting for a GPU node',
      state: 'pending',
      cause: 'lasting',
      minutesAgo: 4,
      spec: { timeout: '40m' },
      pods: {
        reason: 'ContainerCreating',
        message: '0/6 nodes are available: 6 Insufficient nvidia.com/gpu.',
      },
    },
  },
  'edge-hamburg-1': {
    'OCIRepository/flux-system/podinfo': {
      kind: 'problem',
      target: {
        kind: 'access',
        cluster: 'edge-hamburg-1',
        url: 'oci://ghcr.io/stefanprodan/charts/podinfo',
      },
      message: `failed to determine artifact digest: ${REGISTRY_TIMEOUT}`,
      cause: 'lasting',
      minutesAgo: 61,
    },
  },
};

/** The troubles that a cluster of the demo has: few, and each with a cause that can be told. */
export function demoTroubles(cluster: string): TroubleFinder {
  const troubles = TROUBLES[cluster] ?? {};
  return (kind, namespace, name) => troubles[`${kind}/${namespace}/${name}`];
}

/** What is under way, not failed, on clusters of the demo. */
export function pendingTroubles(clusters: string[]): WorldTarget[] {
  return clusters.flatMap(cluster =>
    Object.values(TROUBLES[cluster] ?? {}).flatMap(trouble =>
      trouble.kind === 'problem' && trouble.state === 'pending'
        ? [trouble.target]
        : [],
    ),
  );
}
