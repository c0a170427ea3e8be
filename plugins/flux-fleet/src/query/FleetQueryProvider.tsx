import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { createQueryClient } from './createQueryClient';

const shared: { client?: QueryClient } = {};

/**
 * Gives what it wraps the one cache of the plugin, so that pages which are opened again show at once what was known.
 * Tests bring a client of their own.
 */
export const FleetQueryProvider = (props: {
  client?: QueryClient;
  children: ReactNode;
}) => {
  shared.client ??= createQueryClient();
  return (
    <QueryClientProvider client={props.client ?? shared.client}>
      {props.children}
    </QueryClientProvider>
  );
};
