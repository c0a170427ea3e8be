import { preferredVersion } from './preferredVersion';

describe('preferredVersion', () => {
  it.each([
    [['v1beta2', 'v1', 'v1beta1'], 'v1'],
    [['v1', 'v2beta2', 'v2'], 'v2'],
    [['v1beta1', 'v1beta3', 'v1beta2'], 'v1beta3'],
    [['v2alpha1', 'v1beta1'], 'v1beta1'],
    [['v10', 'v9'], 'v10'],
    [['foo', 'v1alpha1'], 'v1alpha1'],
    [[], undefined],
  ])('of %j is %s', (versions, preferred) => {
    expect(preferredVersion(versions)).toBe(preferred);
  });
});
