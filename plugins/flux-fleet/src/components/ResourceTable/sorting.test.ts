import { nextSort, sortDirection } from './sorting';

describe('sortDirection', () => {
  it.each([
    ['name', 'name', 'asc'],
    ['-name', 'name', 'desc'],
    ['name', 'kind', false],
    ['-name', 'kind', false],
  ] as const)('of %s for %s is %s', (sort, field, expected) => {
    expect(sortDirection(sort, field)).toBe(expected);
  });
});

describe('nextSort', () => {
  it.each([
    ['status', 'name', 'name'],
    ['name', 'name', '-name'],
    ['-name', 'name', 'name'],
  ] as const)('from %s by a click on %s is %s', (sort, field, expected) => {
    expect(nextSort(sort, field)).toBe(expected);
  });
});
