import { dependsOnOf, sourceOf } from './references';
import { API, testObject } from './testObject';

describe('sourceOf', () => {
  it.each([
    [
      'the source of a Kustomization, in its own namespace by default',
      testObject(API.kustomize, 'Kustomization', {
        spec: { sourceRef: { kind: 'GitRepository', name: 'fleet' } },
      }),
      { kind: 'GitRepository', namespace: 'apps', name: 'fleet' },
    ],
    [
      'the chart reference of a HelmRelease',
      testObject(API.helm, 'HelmRelease', {
        spec: {
          chartRef: { kind: 'OCIRepository', name: 'podinfo', namespace: 'x' },
        },
      }),
      { kind: 'OCIRepository', namespace: 'x', name: 'podinfo' },
    ],
    [
      'the source of a chart template',
      testObject(API.helm, 'HelmRelease', {
        spec: {
          chart: {
            spec: { sourceRef: { kind: 'HelmRepository', name: 'jetstack' } },
          },
        },
      }),
      { kind: 'HelmRepository', namespace: 'apps', name: 'jetstack' },
    ],
    ['nothing', testObject(API.source, 'GitRepository'), null],
    [
      'nothing when the reference is nonsense',
      testObject(API.kustomize, 'Kustomization', { spec: { sourceRef: 'x' } }),
      null,
    ],
  ])('is %s', (_name, object, expected) => {
    expect(sourceOf(object)).toEqual(expected);
  });
});

describe('dependsOnOf', () => {
  it('names the same kind unless the reference says otherwise', () => {
    expect(
      dependsOnOf(
        testObject(API.kustomize, 'Kustomization', {
          spec: {
            dependsOn: [{ name: 'infra', namespace: 'flux-system' }, {}],
          },
        }),
      ),
    ).toEqual([
      {
        group: 'kustomize.toolkit.fluxcd.io',
        kind: 'Kustomization',
        namespace: 'flux-system',
        name: 'infra',
      },
    ]);
    expect(
      dependsOnOf(
        testObject(API.operator, 'ResourceSet', {
          spec: {
            dependsOn: [
              { apiVersion: 'v1', kind: 'Secret', name: 'token' },
              { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' },
            ],
          },
        }),
      ),
    ).toMatchObject([
      { group: '', kind: 'Secret', namespace: 'apps' },
      { group: 'apps', kind: 'Deployment' },
    ]);
  });
});
