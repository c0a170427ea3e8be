import { reconcileObstacle } from './reconcileObstacle';

describe('reconcileObstacle', () => {
  const fine = { reconcilable: true, stale: false, suspended: false };

  it.each([
    ['nothing', {}, true, null],
    ['a permission that is not known yet', {}, undefined, null],
    ['no permission', {}, false, 'forbidden'],
    ['suspension', { suspended: true }, true, 'suspended'],
    ['a lost cluster', { stale: true, suspended: true }, true, 'stale'],
    ['its kind', { reconcilable: false }, false, 'notReconcilable'],
  ])('is %s', (_, change, isAllowed, expected) => {
    const resource = { ...fine, ...change };
    expect(reconcileObstacle({ resource, isAllowed })).toBe(expected);
  });
});
