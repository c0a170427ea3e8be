import * as fc from 'fast-check';

import { TimerHeap } from './TimerHeap';

function drain(heap: TimerHeap): void {
  for (let task = heap.popDue(Infinity); task; task = heap.popDue(Infinity)) {
    task();
  }
}

describe('TimerHeap', () => {
  it('gives tasks in the order of their times, ties in the order of scheduling', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ at: fc.nat(20), cancelled: fc.boolean() })),
        timers => {
          const heap = new TimerHeap();
          const ran: number[] = [];
          const entries = timers.map(({ at }, index) =>
            heap.push(at, () => ran.push(index)),
          );
          timers.forEach(({ cancelled }, index) => {
            if (cancelled) {
              heap.cancel(entries[index]);
            }
          });
          const expected = timers
            .map((timer, index) => ({ ...timer, index }))
            .filter(({ cancelled }) => !cancelled)
            .sort((a, b) => a.at - b.at || a.index - b.index)
            .map(({ index }) => index);
          expect(heap.size).toBe(expected.length);
          drain(heap);
          expect(ran).toEqual(expected);
        },
      ),
    );
  });

  it('keeps what is not due', () => {
    const heap = new TimerHeap();
    heap.push(10, () => undefined);
    expect(heap.popDue(9)).toBeUndefined();
    expect(heap.peek()).toBe(10);
    expect(heap.popDue(10)).toBeDefined();
  });

  it('drops many cancelled timers without losing one', () => {
    const heap = new TimerHeap();
    const ran: number[] = [];
    const entries = Array.from({ length: 10_000 }, (_, at) =>
      heap.push(at, () => ran.push(at)),
    );
    entries
      .filter((_, index) => index % 10)
      .forEach(entry => heap.cancel(entry));
    expect(heap.size).toBe(1000);
    drain(heap);
    expect(ran).toEqual(Array.from({ length: 1000 }, (_, index) => index * 10));
  });
});
