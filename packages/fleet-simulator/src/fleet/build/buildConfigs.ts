import { KubernetesObject } from '../../apiserver/types';
import { FLUX_SYSTEM } from './buildFluxSystem';
import { buildKustomization } from './buildKustomization';
import { ClusterWriter } from './ClusterWriter';

/** A Kustomization of plain objects that come after a layer's releases. */
export function buildConfigs(
  writer: ClusterWriter,
  name: string,
  dependency: string,
  source: { kind: string; name: string; url: string },
): void {
  buildKustomization(writer, {
    namespace: 'flux-system',
    name,
    owner: FLUX_SYSTEM,
    source,
    path: `./clusters/${writer.plan.name}/${name}`,
    spec: { dependsOn: [{ name: dependency }], wait: true },
    objects: configObjects(name),
  });
}

function configObjects(name: string): KubernetesObject[] {
  const object = (
    apiVersion: string,
    kind: string,
    objectName: string,
    namespace?: string,
  ) => ({ apiVersion, kind, metadata: { name: objectName, namespace } });
  switch (name) {
    case 'infra-configs':
      return [
        object('cert-manager.io/v1', 'ClusterIssuer', 'letsencrypt-prod'),
        object(
          'rbac.authorization.k8s.io/v1',
          'ClusterRoleBinding',
          'platform:admins',
        ),
      ];
    case 'platform-policies':
      return [
        'require-requests-limits',
        'disallow-latest-tag',
        'require-labels',
      ].map(policy => object('kyverno.io/v1', 'ClusterPolicy', policy));
    default:
      return ['flux-cluster', 'flux-control-plane', 'workloads'].map(
        dashboard =>
          object('v1', 'ConfigMap', `dashboard-${dashboard}`, 'monitoring'),
      );
  }
}
