import fc from 'fast-check';
import { inventoryOf, parseInventoryId } from './inventory';
import { API, testObject } from './testObject';

describe('parseInventoryId', () => {
  it.each([
    [
      'apps_podinfo_apps_Deployment',
      {
        namespace: 'apps',
        name: 'podinfo',
        group: 'apps',
        kind: 'Deployment',
      },
    ],
    [
      'apps_podinfo__Service',
      { namespace: 'apps', name: 'podinfo', group: '', kind: 'Service' },
    ],
    [
      '_apps__Namespace',
      { namespace: '', name: 'apps', group: '', kind: 'Namespace' },
    ],
    [
      '_system__node__reader_rbac.authorization.k8s.io_ClusterRole',
      {
        namespace: '',
        name: 'system:node:reader',
        group: 'rbac.authorization.k8s.io',
        kind: 'ClusterRole',
      },
    ],
  ])('reads %s', (id, expected) => {
    expect(parseInventoryId(id)).toEqual(expected);
  });

  it.each(['', '_', '__', '___', 'podinfo', 'a_b_c', 'a__b_', '_a__'])(
    'refuses %j',
    id => {
      expect(parseInventoryId(id)).toBeUndefined();
    },
  );

  it('reads back what Flux writes', () => {
    const label = fc.stringMatching(/^[a-z0-9]([a-z0-9-]{0,20}[a-z0-9])?$/);
    const group = fc.oneof(
      fc.constant(''),
      fc.stringMatching(/^[a-z]{1,8}(\.[a-z]{1,8}){0,3}$/),
    );
    const kind = fc.stringMatching(/^[A-Z][A-Za-z]{0,15}$/);
    const name = fc
      .array(label, { minLength: 1, maxLength: 3 })
      .map(parts => parts.join(':'));
    fc.assert(
      fc.property(
        fc.oneof(fc.constant(''), label),
        name,
        group,
        kind,
        (namespace, objectName, objectGroup, objectKind) => {
          const id = [
            namespace,
            objectName.replace(/:/g, '__'),
            objectGroup,
            objectKind,
          ].join('_');
          expect(parseInventoryId(id)).toEqual({
            namespace,
            name: objectName,
            group: objectGroup,
            kind: objectKind,
          });
        },
      ),
    );
  });
});

describe('inventoryOf', () => {
  it('lists the entries in their order and leaves out what it cannot read', () => {
    const object = testObject(API.kustomize, 'Kustomization', {
      status: {
        inventory: {
          entries: [
            { id: 'apps_podinfo_apps_Deployment', v: 'v1' },
            { id: 'nonsense', v: 'v1' },
            null,
            { id: '_apps__Namespace', v: 'v1' },
          ],
        },
      },
    });
    expect(inventoryOf(object).map(e => `${e.version} ${e.kind}`)).toEqual([
      'v1 Deployment',
      'v1 Namespace',
    ]);
  });

  it("reads an ArtifactGenerator's own shape", () => {
    const object = testObject(API.extensions, 'ArtifactGenerator', {
      status: { inventory: [{ name: 'one', namespace: 'apps' }, { name: '' }] },
    });
    expect(inventoryOf(object)).toEqual([
      {
        group: 'source.toolkit.fluxcd.io',
        version: '',
        kind: 'ExternalArtifact',
        namespace: 'apps',
        name: 'one',
      },
    ]);
  });

  it.each([
    [undefined],
    [{}],
    [{ inventory: null }],
    [{ inventory: { entries: 'x' } }],
  ])('is empty for the status %j', status => {
    expect(
      inventoryOf(testObject(API.kustomize, 'Kustomization', { status })),
    ).toEqual([]);
  });
});
