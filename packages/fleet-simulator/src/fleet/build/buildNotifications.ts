import { FLUX_SYSTEM } from './buildFluxSystem';
import { buildSecret } from './buildSecret';
import { ClusterWriter } from './ClusterWriter';

/** Writes what tells people about the cluster, and what lets the Git server tell the cluster. */
export function buildNotifications(writer: ClusterWriter): void {
  const { environment, name } = writer.plan;
  const owner = FLUX_SYSTEM;
  const namespace = 'flux-system';
  for (const [secret, keys] of [
    ['slack-token', ['token']],
    ['webhook-token', ['token']],
    ['grafana-token', ['token']],
  ] as const) {
    buildSecret(writer, { namespace, name: secret, keys: [...keys] });
  }
  writer.flux({
    kind: 'Provider',
    namespace,
    name: 'slack',
    owner,
    spec: {
      address: 'https://slack.com/api/chat.postMessage',
      channel: environment === 'prod' ? 'platform-prod' : 'platform-nonprod',
      secretRef: { name: 'slack-token' },
      type: 'slack',
    },
  });
  writer.flux({
    kind: 'Provider',
    namespace,
    name: 'grafana',
    owner,
    spec: {
      address: 'https://grafana.acme.example/api/annotations',
      secretRef: { name: 'grafana-token' },
      type: 'grafana',
    },
  });
  const eventSources = ['Kustomization', 'HelmRelease'].map(kind => ({
    kind,
    name: '*',
  }));
  writer.flux({
    kind: 'Alert',
    namespace,
    name: 'failures',
    owner,
    spec: {
      eventMetadata: { cluster: name, env: environment },
      eventSeverity: 'error',
      eventSources,
      exclusionList: ['waiting.*socket'],
      providerRef: { name: 'slack' },
    },
  });
  writer.flux({
    kind: 'Alert',
    namespace,
    name: 'deployments',
    owner,
    spec: {
      eventSeverity: 'info',
      eventSources,
      providerRef: { name: 'grafana' },
    },
  });
  writer.flux({
    kind: 'Receiver',
    namespace,
    name: 'github',
    owner,
    spec: {
      events: ['ping', 'push'],
      resources: [{ kind: 'GitRepository', name: 'flux-system' }],
      secretRef: { name: 'webhook-token' },
      type: 'github',
    },
  });
}
