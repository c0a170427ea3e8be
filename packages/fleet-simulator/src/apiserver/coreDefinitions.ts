import { ResourceDefinition } from './types';

/** The built-in kinds that every simulated cluster serves. */
export const coreDefinitions: ResourceDefinition[] = [
  core('Namespace', 'namespaces', ['ns'], { namespaced: false }),
  core('Node', 'nodes', ['no'], { namespaced: false }),
  core('Event', 'events', ['ev'], { statusSubresource: false }),
  core('Pod', 'pods', ['po'], { categories: ['all'] }),
  core('Secret', 'secrets', [], { statusSubresource: false }),
  core('ConfigMap', 'configmaps', ['cm'], { statusSubresource: false }),
  core('Service', 'services', ['svc'], { categories: ['all'] }),
  core('ServiceAccount', 'serviceaccounts', ['sa'], {
    statusSubresource: false,
  }),
  core('Deployment', 'deployments', ['deploy'], {
    group: 'apps',
    categories: ['all'],
  }),
  core('ReplicaSet', 'replicasets', ['rs'], {
    group: 'apps',
    categories: ['all'],
  }),
  core('StatefulSet', 'statefulsets', ['sts'], {
    group: 'apps',
    categories: ['all'],
  }),
  core('DaemonSet', 'daemonsets', ['ds'], {
    group: 'apps',
    categories: ['all'],
  }),
  core(
    'CustomResourceDefinition',
    'customresourcedefinitions',
    ['crd', 'crds'],
    {
      group: 'apiextensions.k8s.io',
      namespaced: false,
      categories: ['api-extensions'],
    },
  ),
  core('Role', 'roles', [], {
    group: 'rbac.authorization.k8s.io',
    statusSubresource: false,
  }),
  core('RoleBinding', 'rolebindings', [], {
    group: 'rbac.authorization.k8s.io',
    statusSubresource: false,
  }),
  core('ClusterRole', 'clusterroles', [], {
    group: 'rbac.authorization.k8s.io',
    namespaced: false,
    statusSubresource: false,
  }),
  core('ClusterRoleBinding', 'clusterrolebindings', [], {
    group: 'rbac.authorization.k8s.io',
    namespaced: false,
    statusSubresource: false,
  }),
];

function core(
  kind: string,
  plural: string,
  shortNames: string[],
  options: {
    group?: string;
    namespaced?: boolean;
    statusSubresource?: boolean;
    categories?: string[];
  },
): ResourceDefinition {
  return {
    group: options.group ?? '',
    versions: ['v1'],
    kind,
    plural,
    singular: kind.toLowerCase(),
    shortNames,
    categories: options.categories ?? [],
    namespaced: options.namespaced ?? true,
    custom: false,
    statusSubresource: options.statusSubresource ?? true,
    printerColumns: [],
  };
}
