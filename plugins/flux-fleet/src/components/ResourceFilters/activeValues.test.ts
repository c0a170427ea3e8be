import { activeValues, without } from './activeValues';

const filter = {
  q: 'podinfo',
  status: ['Failed' as const],
  kind: ['HelmRelease', 'Kustomization'],
};

describe('activeValues', () => {
  it('lists every value, the text last', () => {
    expect(activeValues(filter)).toEqual([
      { field: 'kind', value: 'HelmRelease' },
      { field: 'kind', value: 'Kustomization' },
      { field: 'status', value: 'Failed' },
      { field: 'q', value: 'podinfo' },
    ]);
  });
});

describe('without', () => {
  it.each([
    [{ field: 'kind', value: 'HelmRelease' }, { kind: ['Kustomization'] }],
    [{ field: 'status', value: 'Failed' }, { status: undefined }],
    [{ field: 'q', value: 'podinfo' }, { q: undefined }],
    [{ field: 'cluster', value: 'eu-1' }, { cluster: undefined }],
  ] as const)('removes %j', (removed, expected) => {
    expect(without(filter, removed)).toEqual(expected);
  });
});
