import { mockServices } from '@backstage/backend-test-utils';
import { readOperationTimeout } from './readOperationTimeout';

const configOf = (timeout?: unknown) =>
  mockServices.rootConfig({
    data: timeout ? { fluxFleet: { operations: { timeout } } } : {},
  } as Parameters<typeof mockServices.rootConfig>[0]);

describe('readOperationTimeout', () => {
  it.each([
    [undefined, 300_000],
    [{ seconds: 90 }, 90_000],
    ['10m', 600_000],
  ])('reads %j as %d ms', (timeout, expected) => {
    expect(readOperationTimeout(configOf(timeout))).toBe(expected);
  });

  it('refuses what is too short to be meant', () => {
    expect(() => readOperationTimeout(configOf({ milliseconds: 5 }))).toThrow(
      'fluxFleet.operations.timeout must be at least a second',
    );
  });
});
