import { createTranslationRef } from '@backstage/frontend-plugin-api';
import { clusterMessages } from './messages/clusterMessages';
import { overviewMessages } from './messages/overviewMessages';
import { resourceMessages } from './messages/resourceMessages';
import { tableMessages } from './messages/tableMessages';

/**
 * Every text of the plugin, in English; apps override or translate them with a translation resource.
 *
 * @public
 */
export const fluxFleetTranslationRef = createTranslationRef({
  id: 'plugin.flux-fleet',
  messages: {
    title: 'Flux Fleet',
    subtitle: 'Flux on every cluster',
    age: '{{age}} ago',
    status: {
      Failed: 'Failed',
      Waiting: 'Waiting',
      Progressing: 'Progressing',
      Unknown: 'Unknown',
      Suspended: 'Suspended',
      Ready: 'Ready',
      stale: 'as of {{time}}',
      reconciling: 'Reconciling since {{time}}',
    },
    backend: {
      unreachable:
        'Cannot reach the backend. Showing what was known at {{time}}; trying again.',
      nothingKnown: 'Cannot reach the backend; trying again.',
      signedOut:
        'The backend no longer accepts your session. Reload the page to sign in again.',
      reload: 'Reload',
    },
    error: {
      title: 'This cannot be shown',
    },
    ...clusterMessages,
    ...overviewMessages,
    ...tableMessages,
    ...resourceMessages,
  },
});
