import { useCallback, useSyncExternalStore } from 'react';

const TICK_MS = 1_000;
const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;
let now = Date.now();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  if (!timer) {
    now = Date.now();
    timer = setInterval(() => {
      now = Date.now();
      listeners.forEach(notify => notify());
    }, TICK_MS);
  }
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) {
      clearInterval(timer);
      timer = undefined;
    }
  };
}

/**
 * What the function makes of the time, kept current by one timer for the whole page. The component renders again only
 * when the answer is another one: it must be a string, a number or a boolean.
 */
export function useNow<T extends string | number | boolean | undefined>(
  select: (now: number) => T,
): T {
  const snapshot = useCallback(
    // A clock that stands still while nobody listens would make the first answer old.
    () => select(timer ? now : Math.floor(Date.now() / TICK_MS) * TICK_MS),
    [select],
  );
  return useSyncExternalStore(subscribe, snapshot);
}
