import { QueryClient } from '@tanstack/react-query';

/**
 * A cache that asks again by our own rules: errors keep what was known and are retried by polling, and a browser that
 * believes itself offline may still reach a backend on its own machine.
 */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: { retry: false, networkMode: 'always', staleTime: 1_000 },
      mutations: { retry: false, networkMode: 'always' },
    },
  });
}
