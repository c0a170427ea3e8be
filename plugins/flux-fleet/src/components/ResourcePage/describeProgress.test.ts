import { describeProgress } from './describeProgress';

describe('describeProgress', () => {
  it.each([
    ['pending', 'info', 0],
    ['requested', 'info', 1],
    ['reconciling', 'info', 2],
    ['ready', 'success', 3],
    ['failed', 'error', null],
    ['refused', 'error', null],
    ['timedOut', 'warning', null],
    ['cancelled', 'warning', null],
  ] as const)('%s', (outcome, severity, step) => {
    expect(describeProgress(outcome)).toEqual({ severity, step });
  });
});
