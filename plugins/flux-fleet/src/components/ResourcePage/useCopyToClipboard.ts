import { errorApiRef, useApi } from '@backstage/core-plugin-api';
import { useCallback } from 'react';

/** Copies text to the clipboard and answers whether that worked; tells people when it did not. */
export function useCopyToClipboard(): (text: string) => Promise<boolean> {
  const errorApi = useApi(errorApiRef);
  return useCallback(
    async text => {
      try {
        // Absent on pages that are not served securely.
        await navigator.clipboard.writeText(text);
        return true;
      } catch (error) {
        errorApi.post(
          error instanceof Error ? error : new Error(String(error)),
        );
        return false;
      }
    },
    [errorApi],
  );
}
