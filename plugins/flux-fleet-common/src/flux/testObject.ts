import type { FluxObject } from './FluxObject';

/** An object for tests: the given spec, status and metadata on top of what every object has. */
export function testObject(
  apiVersion: string,
  kind: string,
  parts: {
    spec?: FluxObject['spec'];
    status?: FluxObject['status'];
    metadata?: Partial<FluxObject['metadata']>;
  } = {},
): FluxObject {
  return {
    apiVersion,
    kind,
    metadata: {
      name: 'podinfo',
      namespace: 'apps',
      generation: 2,
      ...parts.metadata,
    },
    spec: parts.spec,
    status: parts.status,
  };
}

/** API versions by the names that tests use. */
export const API = {
  kustomize: 'kustomize.toolkit.fluxcd.io/v1',
  helm: 'helm.toolkit.fluxcd.io/v2',
  source: 'source.toolkit.fluxcd.io/v1',
  extensions: 'source.extensions.fluxcd.io/v1beta1',
  image: 'image.toolkit.fluxcd.io/v1',
  notification: 'notification.toolkit.fluxcd.io/v1beta3',
  operator: 'fluxcd.controlplane.io/v1',
};
