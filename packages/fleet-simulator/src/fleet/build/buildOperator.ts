import { KubernetesObject } from '../../apiserver/types';
import { inventoryOf } from '../../flux/machinery/inventory';
import { fluxReportSpec } from '../../flux/operator/fluxReportSpec';
import { FLUX_SYSTEM } from './buildFluxSystem';
import { ClusterWriter } from './ClusterWriter';

/** Writes what the Flux Operator adds: preview environments from inputs, and at the very end the report. */
export function buildPreviews(writer: ClusterWriter): void {
  const inputs = ['storefront', 'checkout'].map(team => ({
    team,
    cluster: writer.plan.name,
  }));
  writer.flux({
    kind: 'ResourceSetInputProvider',
    namespace: 'flux-system',
    name: 'cluster-settings',
    owner: FLUX_SYSTEM,
    annotations: { 'fluxcd.controlplane.io/reconcileEvery': '10m' },
    spec: {
      type: 'Static',
      defaultValues: {
        cluster: writer.plan.name,
        environment: writer.plan.environment,
      },
    },
  });
  writer.flux({
    kind: 'ResourceSet',
    namespace: 'flux-system',
    name: 'team-access',
    owner: FLUX_SYSTEM,
    annotations: { 'fluxcd.controlplane.io/reconcileEvery': '30m' },
    spec: {
      inputs,
      resources: [
        {
          apiVersion: 'rbac.authorization.k8s.io/v1',
          kind: 'RoleBinding',
          metadata: {
            name: 'team-<< inputs.team >>',
            namespace: 'flux-system',
          },
          roleRef: {
            apiGroup: 'rbac.authorization.k8s.io',
            kind: 'ClusterRole',
            name: 'view',
          },
        },
      ],
    },
    status: {
      inventory: {
        entries: inventoryOf(
          inputs.map(
            ({ team }): KubernetesObject => ({
              apiVersion: 'rbac.authorization.k8s.io/v1',
              kind: 'RoleBinding',
              metadata: { name: `team-${team}`, namespace: 'flux-system' },
            }),
          ),
        ),
      },
    },
  });
}

/** Writes the report about all that is there. */
export function buildReport(writer: ClusterWriter): void {
  writer.flux({
    kind: 'FluxReport',
    manager: 'flux-operator',
    namespace: 'flux-system',
    name: 'flux',
    annotations: { 'fluxcd.controlplane.io/reconcileEvery': '5m' },
    spec: fluxReportSpec(writer.api, writer.plan.fluxRelease),
  });
}
