import { formatSeconds } from './formatSeconds';

describe('formatSeconds', () => {
  it.each([
    [0, '0 ms'],
    [0.1204, '120 ms'],
    [0.9994, '999 ms'],
    [0.9996, '1.0 s'],
    [4.24, '4.2 s'],
    [9.96, '10 s'],
    [42.4, '42 s'],
    [119.6, '2 min'],
    [200, '3 min'],
  ])('writes %d seconds as %s', (seconds, text) => {
    expect(formatSeconds(seconds)).toBe(text);
  });
});
