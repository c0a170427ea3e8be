import * as fc from 'fast-check';

import { jsonPatch } from './jsonPatch';
import { mergePatch } from './mergePatch';
import { strategicMergePatch } from './strategicMergePatch';

describe('mergePatch', () => {
  // The examples of RFC 7386, appendix A.
  it.each([
    [{ a: 'b' }, { a: 'c' }, { a: 'c' }],
    [{ a: 'b' }, { b: 'c' }, { a: 'b', b: 'c' }],
    [{ a: 'b' }, { a: null }, {}],
    [{ a: 'b', b: 'c' }, { a: null }, { b: 'c' }],
    [{ a: ['b'] }, { a: 'c' }, { a: 'c' }],
    [{ a: 'c' }, { a: ['b'] }, { a: ['b'] }],
    [{ a: { b: 'c' } }, { a: { b: 'd', c: null } }, { a: { b: 'd' } }],
    [{ a: [{ b: 'c' }] }, { a: [1] }, { a: [1] }],
    [
      ['a', 'b'],
      ['c', 'd'],
      ['c', 'd'],
    ],
    [{ a: 'b' }, ['c'], ['c']],
    [{ a: 'foo' }, null, null],
    [{ e: null }, { a: 1 }, { e: null, a: 1 }],
    [[1, 2], { a: 'b', c: null }, { a: 'b' }],
    [{}, { a: { bb: { ccc: null } } }, { a: { bb: {} } }],
  ])('of %j with %j is %j', (target, patch, expected) => {
    expect(mergePatch(target, patch)).toEqual(expected);
  });

  it('changes nothing the second time', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (target, patch) => {
        const once = mergePatch(target, patch);
        expect(mergePatch(once, patch)).toEqual(once);
      }),
    );
  });

  it('takes __proto__ for a name', () => {
    const patched = mergePatch({}, JSON.parse('{"__proto__":{"a":1}}')) as any;
    expect(patched.a).toBeUndefined();
    expect(Object.keys(patched)).toEqual(['__proto__']);
  });
});

describe('jsonPatch', () => {
  it('leaves its target alone', () => {
    const target = { a: { b: 1 } };
    const patch = [{ op: 'replace', path: '/a/b', value: 2 }];
    expect(jsonPatch(target, patch)).toEqual({ a: { b: 2 } });
    expect(target).toEqual({ a: { b: 1 } });
  });

  it.each([
    ['no list', {}, 400],
    ['no operation', ['add'], 400],
    ['a path that is missing', [{ op: 'remove', path: '/b' }], 422],
    ['a test that fails', [{ op: 'test', path: '/a', value: 2 }], 422],
    ['prototypes', [{ op: 'add', path: '/__proto__/x', value: 1 }], 422],
    ['an unknown operation', [{ op: 'jump', path: '/a' }], 422],
  ])('refuses %s', (_what, patch, code) => {
    expect(() => jsonPatch({ a: 1 }, patch)).toThrow(
      expect.objectContaining({ code }),
    );
  });
});

describe('strategicMergePatch', () => {
  const pod = {
    spec: {
      containers: [
        { name: 'a', image: '1', env: [{ name: 'X', value: '1' }] },
        { name: 'b', image: '1' },
      ],
      args: ['x'],
    },
  };

  it.each([
    [
      'merges keyed lists by item',
      { spec: { containers: [{ name: 'a', image: '2' }] } },
      [{ ...pod.spec.containers[0], image: '2' }, pod.spec.containers[1]],
    ],
    [
      'merges lists inside of items',
      {
        spec: { containers: [{ name: 'a', env: [{ name: 'Y', value: '2' }] }] },
      },
      [
        {
          ...pod.spec.containers[0],
          env: [
            { name: 'X', value: '1' },
            { name: 'Y', value: '2' },
          ],
        },
        pod.spec.containers[1],
      ],
    ],
    [
      'deletes items',
      { spec: { containers: [{ name: 'a', $patch: 'delete' }] } },
      [pod.spec.containers[1]],
    ],
    [
      'replaces lists',
      { spec: { containers: [{ $patch: 'replace' }, { name: 'c' }] } },
      [{ name: 'c' }],
    ],
  ])('%s', (_what, patch, containers) => {
    const patched = strategicMergePatch(pod, patch) as typeof pod;
    expect(patched.spec.containers).toEqual(containers);
    expect(patched.spec.args).toEqual(['x']);
  });
});
