import fc from 'fast-check';
import { parseResourceRef, stringifyResourceRef } from './resourceRef';

describe('resource references', () => {
  it('read back what was written, whatever the names hold', () => {
    const part = fc.string({ minLength: 1, unit: 'grapheme' });
    fc.assert(
      fc.property(
        fc.record({
          cluster: part,
          group: part,
          kind: part,
          namespace: fc.oneof(fc.constant(''), part),
          name: part,
        }),
        resource => {
          expect(parseResourceRef(stringifyResourceRef(resource))).toEqual(
            resource,
          );
        },
      ),
    );
  });

  it.each(['', 'a/b/c/d', 'a/b/c/d/e/f', 'a/b//d/e', '%/b/c/d/e'])(
    'refuse %j',
    ref => {
      expect(parseResourceRef(ref)).toBeUndefined();
    },
  );
});
