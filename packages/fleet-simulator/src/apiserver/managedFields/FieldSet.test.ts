import * as fc from 'fast-check';

import { FieldSet } from './FieldSet';

const element = fc.constantFrom(
  'f:spec',
  'f:a',
  'f:b',
  'k:{"name":"x"}',
  'v:"y"',
);
const sets = fc
  .array(fc.array(element, { minLength: 1, maxLength: 4 }))
  .map(paths => FieldSet.of(paths));

describe('FieldSet', () => {
  it('comes back from FieldsV1 as it was', () => {
    fc.assert(
      fc.property(sets, set => {
        const back = FieldSet.fromFieldsV1(
          JSON.parse(JSON.stringify(set.toFieldsV1())),
        );
        expect(back.equals(set)).toBe(true);
      }),
    );
  });

  it('marks what has others below it', () => {
    const set = FieldSet.of([['f:a'], ['f:a', 'f:b'], ['f:c']]);
    expect(set.toFieldsV1()).toEqual({
      'f:a': { '.': {}, 'f:b': {} },
      'f:c': {},
    });
  });

  it('is a set', () => {
    fc.assert(
      fc.property(sets, sets, (a, b) => {
        const parts = a.difference(b).union(a.intersection(b));
        expect(parts.equals(a)).toBe(true);
        expect(a.union(b).size).toBe(a.size + b.difference(a).size);
      }),
    );
  });
});
