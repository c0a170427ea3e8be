/** A well-known chart, as platform teams install it. */
export interface ChartMaterial {
  chart: string;
  namespace: string;
  repository: { name: string; url: string; oci?: boolean };
  /** Newest first, each with its appVersion. */
  versions: Array<[version: string, appVersion: string]>;
  /** The Deployments that it brings. */
  workloads: string[];
  image: string;
  /** Which Kustomization of the infrastructure it belongs to. */
  layer: 'controllers' | 'observability' | 'security' | 'storage';
  values: Record<string, unknown>;
}

const PROMETHEUS = {
  name: 'prometheus-community',
  url: 'https://prometheus-community.github.io/helm-charts',
};
const GRAFANA = {
  name: 'grafana',
  url: 'https://grafana.github.io/helm-charts',
};

/** Charts in the order in which clusters of growing size get them. */
export const CHARTS: ChartMaterial[] = [
  {
    chart: 'cert-manager',
    namespace: 'cert-manager',
    repository: { name: 'jetstack', url: 'https://charts.jetstack.io' },
    versions: [
      ['v1.18.2', 'v1.18.2'],
      ['v1.17.4', 'v1.17.4'],
      ['v1.16.5', 'v1.16.5'],
    ],
    workloads: [
      'cert-manager',
      'cert-manager-cainjector',
      'cert-manager-webhook',
    ],
    image: 'quay.io/jetstack/cert-manager-controller',
    layer: 'controllers',
    values: { crds: { enabled: true, keep: true }, replicaCount: 2 },
  },
  {
    chart: 'ingress-nginx',
    namespace: 'ingress-nginx',
    repository: {
      name: 'ingress-nginx',
      url: 'https://kubernetes.github.io/ingress-nginx',
    },
    versions: [
      ['4.13.0', '1.13.0'],
      ['4.12.3', '1.12.3'],
      ['4.11.6', '1.11.6'],
    ],
    workloads: ['ingress-nginx-controller'],
    image: 'registry.k8s.io/ingress-nginx/controller',
    layer: 'controllers',
    values: {
      controller: { service: { type: 'LoadBalancer' }, replicaCount: 3 },
    },
  },
  {
    chart: 'kube-prometheus-stack',
    namespace: 'monitoring',
    repository: PROMETHEUS,
    versions: [
      ['75.15.1', 'v0.83.0'],
      ['75.6.0', 'v0.83.0'],
      ['72.9.1', 'v0.82.2'],
    ],
    workloads: [
      'kube-prometheus-stack-operator',
      'kube-prometheus-stack-grafana',
    ],
    image: 'quay.io/prometheus-operator/prometheus-operator',
    layer: 'observability',
    values: { grafana: { enabled: true }, prometheus: { retention: '15d' } },
  },
  {
    chart: 'metrics-server',
    namespace: 'kube-system',
    repository: {
      name: 'metrics-server',
      url: 'https://kubernetes-sigs.github.io/metrics-server',
    },
    versions: [
      ['3.13.0', '0.8.0'],
      ['3.12.2', '0.7.2'],
    ],
    workloads: ['metrics-server'],
    image: 'registry.k8s.io/metrics-server/metrics-server',
    layer: 'controllers',
    values: { args: ['--kubelet-preferred-address-types=InternalIP'] },
  },
  {
    chart: 'loki',
    namespace: 'monitoring',
    repository: GRAFANA,
    versions: [
      ['6.33.0', '3.5.2'],
      ['6.30.1', '3.5.0'],
      ['6.29.0', '3.4.2'],
    ],
    workloads: ['loki-gateway', 'loki-read'],
    image: 'docker.io/grafana/loki',
    layer: 'observability',
    values: { deploymentMode: 'SimpleScalable', loki: { auth_enabled: false } },
  },
  {
    chart: 'kyverno',
    namespace: 'kyverno',
    repository: {
      name: 'kyverno',
      url: 'https://kyverno.github.io/kyverno',
    },
    versions: [
      ['3.4.4', 'v1.14.4'],
      ['3.3.7', 'v1.13.4'],
    ],
    workloads: [
      'kyverno-admission-controller',
      'kyverno-background-controller',
    ],
    image: 'reg.kyverno.io/kyverno/kyverno',
    layer: 'security',
    values: { admissionController: { replicas: 3 } },
  },
  {
    chart: 'velero',
    namespace: 'velero',
    repository: {
      name: 'vmware-tanzu',
      url: 'https://vmware-tanzu.github.io/helm-charts',
    },
    versions: [
      ['10.0.10', '1.16.1'],
      ['9.2.0', '1.16.0'],
    ],
    workloads: ['velero'],
    image: 'docker.io/velero/velero',
    layer: 'storage',
    values: {
      snapshotsEnabled: true,
      schedules: { daily: { schedule: '0 3 * * *' } },
    },
  },
  {
    chart: 'external-dns',
    namespace: 'external-dns',
    repository: {
      name: 'external-dns',
      url: 'https://kubernetes-sigs.github.io/external-dns',
    },
    versions: [
      ['1.18.0', '0.18.0'],
      ['1.16.1', '0.16.1'],
    ],
    workloads: ['external-dns'],
    image: 'registry.k8s.io/external-dns/external-dns',
    layer: 'controllers',
    values: { policy: 'sync', sources: ['ingress', 'service'] },
  },
  {
    chart: 'external-secrets',
    namespace: 'external-secrets',
    repository: {
      name: 'external-secrets',
      url: 'https://charts.external-secrets.io',
    },
    versions: [
      ['0.18.2', 'v0.18.2'],
      ['0.17.0', 'v0.17.0'],
    ],
    workloads: ['external-secrets', 'external-secrets-webhook'],
    image: 'oci.external-secrets.io/external-secrets/external-secrets',
    layer: 'security',
    values: { installCRDs: true },
  },
  {
    chart: 'cluster-autoscaler',
    namespace: 'kube-system',
    repository: {
      name: 'autoscaler',
      url: 'https://kubernetes.github.io/autoscaler',
    },
    versions: [
      ['9.50.1', '1.33.0'],
      ['9.46.6', '1.32.0'],
    ],
    workloads: ['cluster-autoscaler'],
    image: 'registry.k8s.io/autoscaling/cluster-autoscaler',
    layer: 'controllers',
    values: { extraArgs: { 'balance-similar-node-groups': true } },
  },
  {
    chart: 'cloudnative-pg',
    namespace: 'cnpg-system',
    repository: {
      name: 'cnpg',
      url: 'https://cloudnative-pg.github.io/charts',
    },
    versions: [
      ['0.26.0', '1.27.0'],
      ['0.24.0', '1.26.0'],
    ],
    workloads: ['cnpg-cloudnative-pg'],
    image: 'ghcr.io/cloudnative-pg/cloudnative-pg',
    layer: 'storage',
    values: { monitoring: { podMonitorEnabled: true } },
  },
  {
    chart: 'tempo',
    namespace: 'monitoring',
    repository: GRAFANA,
    versions: [
      ['1.23.3', '2.8.2'],
      ['1.21.1', '2.7.1'],
    ],
    workloads: ['tempo'],
    image: 'docker.io/grafana/tempo',
    layer: 'observability',
    values: { persistence: { enabled: true, size: '20Gi' } },
  },
  {
    chart: 'keda',
    namespace: 'keda',
    repository: { name: 'kedacore', url: 'https://kedacore.github.io/charts' },
    versions: [
      ['2.17.2', '2.17.2'],
      ['2.16.1', '2.16.1'],
    ],
    workloads: ['keda-operator', 'keda-operator-metrics-apiserver'],
    image: 'ghcr.io/kedacore/keda',
    layer: 'controllers',
    values: { resources: { operator: { limits: { memory: '1Gi' } } } },
  },
  {
    chart: 'trivy-operator',
    namespace: 'trivy-system',
    repository: {
      name: 'aqua',
      url: 'https://aquasecurity.github.io/helm-charts',
    },
    versions: [
      ['0.29.3', '0.27.3'],
      ['0.28.1', '0.26.1'],
    ],
    workloads: ['trivy-operator'],
    image: 'ghcr.io/aquasecurity/trivy-operator',
    layer: 'security',
    values: { trivy: { ignoreUnfixed: true } },
  },
];

/** Where the company's own charts are. */
export const SERVICE_CHART = {
  chart: 'service',
  repository: { name: 'acme-charts', url: 'https://charts.acme.example' },
  versions: [
    ['2.4.1', '2.4.1'],
    ['2.4.0', '2.4.0'],
    ['2.3.6', '2.3.6'],
    ['2.2.0', '2.2.0'],
  ] as Array<[version: string, appVersion: string]>,
};

/** A demo application that comes as a chart in an OCI registry. */
export const PODINFO = {
  url: 'oci://ghcr.io/stefanprodan/charts/podinfo',
  versions: ['6.9.1', '6.9.0', '6.8.0', '6.7.1'],
};
