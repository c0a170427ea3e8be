/** Collects what comes in and hands it on, not too often. */
export interface Coalescer<T> {
  /** Takes one more. */
  push(item: T): void;
  /** Drops what waits; nothing is handed on after it. */
  stop(): void;
}

/**
 * Hands the first item on at once, and whatever comes within the interval after it together, at its end. While the
 * handler works, items wait: a slow backend is never asked faster than it answers.
 */
export function createCoalescer<T>(options: {
  intervalMs: number;
  handle: (items: T[]) => Promise<unknown>;
}): Coalescer<T> {
  const { intervalMs, handle } = options;
  let waiting: T[] = [];
  let isBusy = false;
  let isStopped = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function pause() {
    return new Promise<void>(resolve => {
      timer = setTimeout(resolve, intervalMs);
    });
  }

  async function flush() {
    isBusy = true;
    while (waiting.length > 0 && !isStopped) {
      const items = waiting;
      waiting = [];
      await Promise.allSettled([handle(items), pause()]);
    }
    isBusy = false;
  }

  return {
    push(item) {
      if (isStopped) return;
      waiting.push(item);
      if (!isBusy) flush();
    },
    stop() {
      isStopped = true;
      waiting = [];
      clearTimeout(timer);
    },
  };
}
