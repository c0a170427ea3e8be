import { failureOf, messageOf } from './errors';

describe('failureOf', () => {
  it.each([
    [new TypeError('Failed to fetch'), 'unreachable'],
    [{ statusCode: 503 }, 'unreachable'],
    [{ statusCode: 500 }, 'unreachable'],
    [{ statusCode: 429 }, 'unreachable'],
    [{ statusCode: 401 }, 'signedOut'],
    [{ statusCode: 403 }, 'refused'],
    [{ statusCode: 404 }, 'refused'],
    [{ statusCode: 400 }, 'refused'],
  ])('%o is %s', (error, expected) => {
    expect(failureOf(error)).toBe(expected);
  });
});

describe('messageOf', () => {
  it.each([
    [
      Object.assign(new Error('Request failed with 400'), {
        body: { error: { message: 'Invalid cursor' } },
      }),
      'Invalid cursor',
    ],
    [new Error('Failed to fetch'), 'Failed to fetch'],
    ['odd', 'odd'],
  ])('%o', (error, expected) => {
    expect(messageOf(error)).toBe(expected);
  });
});
