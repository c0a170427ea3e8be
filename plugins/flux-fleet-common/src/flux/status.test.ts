import fc from 'fast-check';
import { deriveStatus, isSuspended, STATUSES } from './status';
import { API, testObject } from './testObject';

const at = '2026-01-02T03:04:05Z';

function condition(
  type: string,
  status: string,
  reason = 'Reason',
  message = `${type} ${status}`,
) {
  return { type, status, reason, message, lastTransitionTime: at };
}

const ready = condition('Ready', 'True', 'ReconciliationSucceeded');
const failed = condition('Ready', 'False', 'BuildFailed');

describe('deriveStatus', () => {
  const cases: Array<{
    name: string;
    object: ReturnType<typeof testObject>;
    expected: Partial<ReturnType<typeof deriveStatus>>;
  }> = [
    {
      name: 'a suspended resource, and keeps its last readiness',
      object: testObject(API.kustomize, 'Kustomization', {
        spec: { suspend: true },
        status: { observedGeneration: 2, conditions: [failed] },
      }),
      expected: { status: 'Suspended', suspended: true, readiness: 'False' },
    },
    {
      name: 'a stalled resource as failed, with the reason of Stalled',
      object: testObject(API.helm, 'HelmRelease', {
        status: {
          observedGeneration: 2,
          conditions: [
            condition('Stalled', 'True', 'RetriesExceeded'),
            condition('Ready', 'False', 'UpgradeFailed'),
          ],
        },
      }),
      expected: {
        status: 'Failed',
        reason: 'RetriesExceeded',
        retrying: false,
      },
    },
    {
      name: 'one whose dependency is not ready as waiting',
      object: testObject(API.kustomize, 'Kustomization', {
        status: {
          observedGeneration: 2,
          conditions: [condition('Ready', 'False', 'DependencyNotReady')],
        },
      }),
      expected: { status: 'Waiting' },
    },
    {
      name: 'a failed one that will be tried again as failed and retrying',
      object: testObject(API.kustomize, 'Kustomization', {
        status: {
          observedGeneration: 2,
          conditions: [
            failed,
            condition('Reconciling', 'True', 'ProgressingWithRetry'),
          ],
        },
      }),
      expected: { status: 'Failed', reason: 'BuildFailed', retrying: true },
    },
    {
      name: 'one that is not ready yet as progressing',
      object: testObject(API.kustomize, 'Kustomization', {
        status: {
          observedGeneration: 2,
          conditions: [condition('Ready', 'Unknown', 'Progressing')],
        },
      }),
      expected: { status: 'Progressing', since: at },
    },
    {
      name: 'one that reconciles as progressing, though it is ready',
      object: testObject(API.kustomize, 'Kustomization', {
        status: {
          observedGeneration: 2,
          conditions: [ready, condition('Reconciling', 'True', 'Progressing')],
        },
      }),
      expected: { status: 'Progressing', readiness: 'True' },
    },
    {
      name: 'one whose newest spec was not seen yet as progressing and outdated',
      object: testObject(API.kustomize, 'Kustomization', {
        status: { observedGeneration: 1, conditions: [ready] },
      }),
      expected: { status: 'Progressing', outdated: true },
    },
    {
      name: 'a HelmRelease by the generation in its status, not the one in its condition',
      object: testObject(API.helm, 'HelmRelease', {
        status: {
          observedGeneration: 2,
          conditions: [{ ...ready, observedGeneration: 0 }],
        },
      }),
      expected: { status: 'Ready', outdated: false },
    },
    {
      name: 'an ArtifactGenerator, which has no observed generation, as ready',
      object: testObject(API.extensions, 'ArtifactGenerator', {
        status: { observedGeneration: -1, conditions: [ready] },
      }),
      expected: { status: 'Ready' },
    },
    {
      name: 'a ready one as ready',
      object: testObject(API.source, 'GitRepository', {
        status: { observedGeneration: 2, conditions: [ready] },
      }),
      expected: { status: 'Ready', message: 'Ready True' },
    },
    {
      name: 'a static HelmRepository without conditions as ready',
      object: testObject(API.source, 'HelmRepository', {
        spec: { type: 'oci' },
      }),
      expected: { status: 'Ready', since: null },
    },
    {
      name: 'an Alert without conditions as ready',
      object: testObject(API.notification, 'Alert'),
      expected: { status: 'Ready' },
    },
    {
      name: 'anything else without conditions as unknown',
      object: testObject(API.source, 'HelmRepository'),
      expected: { status: 'Unknown' },
    },
    {
      name: 'a resource whose conditions are nonsense as unknown',
      object: testObject(API.kustomize, 'Kustomization', {
        status: {
          conditions: [null, 'Ready', { type: 'Ready', status: 'Perhaps' }],
        },
      }),
      expected: { status: 'Unknown' },
    },
  ];

  it.each(cases)('shows $name', ({ object, expected }) => {
    expect(deriveStatus(object)).toMatchObject(expected);
  });

  it('answers one of the statuses for any object whatsoever', () => {
    fc.assert(
      fc.property(fc.object(), fc.object(), (spec, status) => {
        const derived = deriveStatus(
          testObject(API.kustomize, 'Kustomization', { spec, status }),
        );
        expect(STATUSES).toContain(derived.status);
      }),
    );
  });
});

describe('isSuspended', () => {
  it.each([
    [API.kustomize, 'Kustomization', { spec: { suspend: true } }, true],
    [API.kustomize, 'Kustomization', { spec: { suspend: null } }, false],
    [
      API.operator,
      'ResourceSet',
      {
        metadata: {
          annotations: { 'fluxcd.controlplane.io/reconcile': 'disabled' },
        },
      },
      true,
    ],
    [API.operator, 'ResourceSet', { spec: { suspend: true } }, false],
    [
      API.extensions,
      'ArtifactGenerator',
      {
        metadata: {
          annotations: { 'source.extensions.fluxcd.io/reconcile': 'Disabled' },
        },
      },
      true,
    ],
    [API.source, 'ExternalArtifact', { spec: { suspend: true } }, false],
  ])('of %s %s with %j is %s', (apiVersion, kind, parts, expected) => {
    expect(isSuspended(testObject(apiVersion, kind, parts))).toBe(expected);
  });
});
