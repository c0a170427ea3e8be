import type { FluxObject } from '@flux-fleet/backstage-plugin-flux-fleet-common';
import { assessRequest, REQUESTED_AT_ANNOTATION } from './assessRequest';

const OURS = '2026-05-01T10:00:00.000000001Z';
const THEIRS = '2026-05-01T10:00:05.000000002Z';

interface Case {
  asked?: string;
  handled?: string;
  generation?: number;
  observedGeneration?: number;
  suspend?: boolean;
  conditions?: Array<
    [type: string, status: string, reason: string, message?: string]
  >;
}

function objectOf(given: Case): FluxObject {
  return {
    apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
    kind: 'Kustomization',
    metadata: {
      name: 'a',
      generation: given.generation ?? 1,
      annotations: { [REQUESTED_AT_ANNOTATION]: given.asked ?? OURS },
    },
    spec: { suspend: given.suspend },
    status: {
      observedGeneration: given.observedGeneration ?? 1,
      lastHandledReconcileAt: given.handled,
      conditions: (given.conditions ?? []).map(
        ([type, status, reason, message]) => ({
          type,
          status,
          reason,
          message,
        }),
      ),
    },
  };
}

describe('assessRequest', () => {
  it.each<[string, Case, string, string]>([
    [
      'ready from before',
      { conditions: [['Ready', 'True', 'Ok', 'old']] },
      'requested',
      '',
    ],
    [
      'failed from before',
      { conditions: [['Ready', 'False', 'Bad', 'old']] },
      'requested',
      '',
    ],
    [
      'taken up',
      {
        conditions: [
          ['Ready', 'Unknown', 'Progressing'],
          ['Reconciling', 'True', 'Progressing', 'building'],
        ],
      },
      'reconciling',
      'building',
    ],
    [
      'handled and ready',
      { handled: OURS, conditions: [['Ready', 'True', 'Ok', 'done']] },
      'ready',
      'done',
    ],
    [
      'handled and failed',
      { handled: OURS, conditions: [['Ready', 'False', 'Bad', 'broken']] },
      'failed',
      'broken',
    ],
    [
      'handled and waiting for a dependency',
      {
        handled: OURS,
        conditions: [['Ready', 'False', 'DependencyNotReady', 'a waits for b']],
      },
      'failed',
      'a waits for b',
    ],
    [
      'handled, failed and to be retried',
      {
        handled: OURS,
        conditions: [
          ['Ready', 'False', 'Bad', 'broken'],
          ['Reconciling', 'True', 'ProgressingWithRetry'],
        ],
      },
      'failed',
      'broken',
    ],
    [
      'handled and stalled',
      {
        handled: OURS,
        conditions: [
          ['Ready', 'False', 'Bad', 'r'],
          ['Stalled', 'True', 'Bad', 'for good'],
        ],
      },
      'failed',
      'for good',
    ],
    [
      'handled and still at work',
      {
        handled: OURS,
        conditions: [
          ['Ready', 'False', 'Bad', 'old'],
          ['Reconciling', 'True', 'Progressing', 'upgrading'],
        ],
      },
      'reconciling',
      'upgrading',
    ],
    [
      'handled, of an older spec',
      { handled: OURS, generation: 2, conditions: [['Ready', 'True', 'Ok']] },
      'reconciling',
      '',
    ],
    ['handled, without conditions', { handled: OURS }, 'reconciling', ''],
    [
      'asked again by somebody else, not handled',
      { asked: THEIRS, conditions: [['Ready', 'True', 'Ok']] },
      'requested',
      '',
    ],
    [
      'asked again by somebody else, ours handled',
      { asked: THEIRS, handled: OURS, conditions: [['Ready', 'True', 'Ok']] },
      'ready',
      '',
    ],
    [
      'asked again by somebody else, theirs handled',
      { asked: THEIRS, handled: THEIRS, conditions: [['Ready', 'True', 'Ok']] },
      'ready',
      '',
    ],
    [
      'another request handled long ago',
      {
        handled: '2020-01-01T00:00:00Z',
        conditions: [['Ready', 'True', 'Ok']],
      },
      'requested',
      '',
    ],
    [
      'suspended, though handled',
      { handled: OURS, suspend: true, conditions: [['Ready', 'True', 'Ok']] },
      'failed',
      'Was suspended before the reconcile ended; resume it, then reconcile again',
    ],
  ])('sees what is %s', (_, given, outcome, message) => {
    expect(assessRequest(objectOf(given), OURS)).toEqual({ outcome, message });
  });

  it('bears an object without status', () => {
    const bare: FluxObject = {
      apiVersion: 'fluxcd.controlplane.io/v1',
      kind: 'ResourceSet',
      metadata: { name: 'a' },
    };
    expect(assessRequest(bare, OURS).outcome).toBe('requested');
  });
});
