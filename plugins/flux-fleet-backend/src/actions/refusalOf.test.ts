import type { FluxObject } from '@flux-fleet/backstage-plugin-flux-fleet-common';
import { refusalOf } from './refusalOf';

const object = (
  apiVersion: string,
  kind: string,
  spec: Record<string, unknown> = {},
): FluxObject => ({ apiVersion, kind, metadata: { name: 'x' }, spec });

const refuse = (given: FluxObject) =>
  refusalOf(
    { cluster: 'c', group: 'g', kind: given.kind, namespace: 'n', name: 'x' },
    given,
  );

describe('refusalOf', () => {
  it.each<[string, FluxObject]>([
    [
      'a Kustomization',
      object('kustomize.toolkit.fluxcd.io/v1', 'Kustomization'),
    ],
    [
      'a HelmRepository',
      object('source.toolkit.fluxcd.io/v1', 'HelmRepository', {
        url: 'https://x',
      }),
    ],
    ['an ImagePolicy', object('image.toolkit.fluxcd.io/v1', 'ImagePolicy')],
    [
      'an ImageRepository of Flux 2.6',
      object('image.toolkit.fluxcd.io/v1beta2', 'ImageRepository'),
    ],
    ['a ResourceSet', object('fluxcd.controlplane.io/v1', 'ResourceSet')],
  ])('lets %s be reconciled', (_, given) => {
    expect(refuse(given)).toBeUndefined();
  });

  it.each<[string, FluxObject, string]>([
    [
      'a suspended Kustomization',
      object('kustomize.toolkit.fluxcd.io/v1', 'Kustomization', {
        suspend: true,
      }),
      'resume it first',
    ],
    [
      'an Alert',
      object('notification.toolkit.fluxcd.io/v1beta3', 'Alert'),
      'no controller acts on requests',
    ],
    [
      'an ExternalArtifact',
      object('source.toolkit.fluxcd.io/v1', 'ExternalArtifact'),
      'no controller acts on requests',
    ],
    [
      'a static HelmRepository',
      object('source.toolkit.fluxcd.io/v1', 'HelmRepository', { type: 'oci' }),
      'is of type oci',
    ],
    [
      'an ImagePolicy of Flux 2.6',
      object('image.toolkit.fluxcd.io/v1beta2', 'ImagePolicy'),
      'reconcile the ImageRepository',
    ],
  ])('refuses %s, naming it and what to do', (_, given, expected) => {
    expect(refuse(given)).toContain(expected);
    expect(refuse(given)).toContain(`${given.kind} n/x on c`);
  });
});
