/** A task that waits for its time; `task` is undefined once it ran or was cancelled. */
export interface TimerEntry {
  readonly at: number;
  readonly order: number;
  task: (() => void) | undefined;
}

/**
 * A binary heap of timers, the next one on top; ties go in the order of scheduling. Cancelled entries stay until they come to
 * the top or make up more than half of the heap, so that cancelling costs nothing.
 */
export class TimerHeap {
  #entries: TimerEntry[] = [];
  #cancelled = 0;
  #order = 0;

  get size(): number {
    return this.#entries.length - this.#cancelled;
  }

  push(at: number, task: () => void): TimerEntry {
    const entry: TimerEntry = { at, order: this.#order++, task };
    this.#entries.push(entry);
    this.#siftUp(this.#entries.length - 1);
    return entry;
  }

  cancel(entry: TimerEntry): void {
    if (!entry.task) {
      return;
    }
    entry.task = undefined;
    this.#cancelled += 1;
    if (this.#cancelled > 1024 && this.#cancelled * 2 > this.#entries.length) {
      this.#compact();
    }
  }

  /** The time of the next entry. */
  peek(): number | undefined {
    while (this.#entries.length > 0 && !this.#entries[0].task) {
      this.#removeTop();
      this.#cancelled -= 1;
    }
    return this.#entries[0]?.at;
  }

  /** Takes the next task if it is due at `now`. */
  popDue(now: number): (() => void) | undefined {
    const at = this.peek();
    if (at === undefined || at > now) {
      return undefined;
    }
    const entry = this.#removeTop();
    const task = entry.task;
    entry.task = undefined;
    return task;
  }

  #compact(): void {
    this.#entries = this.#entries.filter(entry => entry.task);
    this.#entries.sort((a, b) => (isBefore(a, b) ? -1 : 1));
    this.#cancelled = 0;
  }

  #removeTop(): TimerEntry {
    const top = this.#entries[0];
    const last = this.#entries.pop()!;
    if (this.#entries.length > 0) {
      this.#entries[0] = last;
      this.#siftDown();
    }
    return top;
  }

  #siftUp(start: number): void {
    const entries = this.#entries;
    let index = start;
    while (index > 0) {
      const parent = Math.floor((index - 1) / 2);
      if (!isBefore(entries[index], entries[parent])) {
        return;
      }
      [entries[index], entries[parent]] = [entries[parent], entries[index]];
      index = parent;
    }
  }

  #siftDown(): void {
    const entries = this.#entries;
    let index = 0;
    for (;;) {
      const left = 2 * index + 1;
      let smallest = index;
      for (const child of [left, left + 1]) {
        if (
          child < entries.length &&
          isBefore(entries[child], entries[smallest])
        ) {
          smallest = child;
        }
      }
      if (smallest === index) {
        return;
      }
      [entries[index], entries[smallest]] = [entries[smallest], entries[index]];
      index = smallest;
    }
  }
}

function isBefore(a: TimerEntry, b: TimerEntry): boolean {
  return a.at === b.at ? a.order < b.order : a.at < b.at;
}
