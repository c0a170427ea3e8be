import { parseLabelSelector } from './parseLabelSelector';

describe('parseLabelSelector', () => {
  it.each([
    ['a=1', { a: '1' }, true],
    ['a=1', { a: '2' }, false],
    ['a==1,b=2', { a: '1', b: '2' }, true],
    ['a==1,b=2', { a: '1' }, false],
    ['a!=1', {}, true],
    ['a!=1', { a: '1' }, false],
    ['a=', { a: '' }, true],
    ['a', { a: '' }, true],
    ['a', {}, false],
    ['!a', {}, true],
    ['a in (1, 2)', { a: '2' }, true],
    ['a in (1,2),b', { a: '2' }, false],
    ['a notin (1)', {}, true],
    ['a notin (1)', { a: '1' }, false],
    ['a in ()', { a: '' }, true],
    ['size>2', { size: '3' }, true],
    ['size<2', { size: '3' }, false],
    ['size>2', { size: 'many' }, false],
    ['example.com/team=x', { 'example.com/team': 'x' }, true],
    ['toString', {}, false],
    ['toString!=x', {}, true],
  ])('%s on %j is %s', (selector, labels, expected) => {
    expect(parseLabelSelector(selector)?.(labels)).toBe(expected);
  });

  it('matches everything when empty', () => {
    expect(parseLabelSelector(' ')).toBeUndefined();
  });

  it.each(['a=(b', 'a in 1', '=x', 'a,,b', 'a=b c', 'a in (b', '!!a'])(
    'refuses %s',
    selector => {
      expect(() => parseLabelSelector(selector)).toThrow(
        expect.objectContaining({ code: 400 }),
      );
    },
  );
});
