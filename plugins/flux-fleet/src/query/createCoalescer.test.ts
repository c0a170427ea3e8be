import { createCoalescer } from './createCoalescer';

describe('createCoalescer', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('hands the first on at once and the rest of the interval together', async () => {
    const handed: number[][] = [];
    const coalescer = createCoalescer<number>({
      intervalMs: 500,
      handle: async items => handed.push(items),
    });
    coalescer.push(1);
    expect(handed).toEqual([[1]]);
    coalescer.push(2);
    coalescer.push(3);
    await jest.advanceTimersByTimeAsync(499);
    expect(handed).toEqual([[1]]);
    await jest.advanceTimersByTimeAsync(1);
    expect(handed).toEqual([[1], [2, 3]]);
    await jest.advanceTimersByTimeAsync(500);
    coalescer.push(4);
    expect(handed).toEqual([[1], [2, 3], [4]]);
    coalescer.stop();
  });

  it('waits for a handler that takes longer than the interval', async () => {
    const handed: number[][] = [];
    let finish = () => {};
    const coalescer = createCoalescer<number>({
      intervalMs: 500,
      handle: items => {
        handed.push(items);
        return new Promise<void>(resolve => {
          finish = resolve;
        });
      },
    });
    coalescer.push(1);
    coalescer.push(2);
    await jest.advanceTimersByTimeAsync(5_000);
    expect(handed).toEqual([[1]]);
    finish();
    await jest.advanceTimersByTimeAsync(0);
    expect(handed).toEqual([[1], [2]]);
    coalescer.stop();
  });

  it('goes on after a handler that failed, and no more once stopped', async () => {
    const handle = jest.fn().mockRejectedValue(new Error('no'));
    const coalescer = createCoalescer<number>({ intervalMs: 500, handle });
    coalescer.push(1);
    await jest.advanceTimersByTimeAsync(500);
    coalescer.push(2);
    expect(handle).toHaveBeenCalledTimes(2);
    coalescer.push(3);
    coalescer.stop();
    await jest.advanceTimersByTimeAsync(5_000);
    coalescer.push(4);
    expect(handle).toHaveBeenCalledTimes(2);
  });
});
