import { isUnavailable } from './isUnavailable';

const withCode = (code: string) => Object.assign(new Error('failed'), { code });

describe('isUnavailable', () => {
  it.each([
    withCode('ECONNREFUSED'),
    withCode('ECONNRESET'),
    withCode('57P01'),
    withCode('53300'),
    withCode('08006'),
    withCode('40P01'),
    withCode('SQLITE_BUSY'),
    withCode('SQLITE_IOERR_WRITE'),
    new Error('Connection terminated unexpectedly'),
    new Error(
      'Knex: Timeout acquiring a connection. The pool is probably full.',
    ),
    new AggregateError([withCode('ECONNREFUSED')], 'all addresses'),
  ])('knows a database that is down by %s', error => {
    expect(isUnavailable(error)).toBe(true);
  });

  it.each([
    withCode('23505'),
    withCode('22P02'),
    withCode('42P01'),
    withCode('SQLITE_CONSTRAINT'),
    new Error('Cannot read properties of undefined'),
    'ECONNREFUSED',
    undefined,
  ])('does not excuse %s', error => {
    expect(isUnavailable(error)).toBe(false);
  });
});
