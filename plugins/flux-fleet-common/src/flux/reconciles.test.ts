import { isReconcilable, lastReconciledAtOf } from './reconciles';
import { FLUX_KINDS } from './kinds';
import { API, testObject } from './testObject';

describe('isReconcilable', () => {
  it('leaves out exactly the kinds that no controller answers for', () => {
    const without = FLUX_KINDS.filter(
      k => !isReconcilable(testObject(`${k.group}/v1`, k.kind)),
    ).map(k => k.kind);
    expect(without).toEqual(['ExternalArtifact', 'Alert', 'Provider']);
  });

  it('leaves out a HelmRepository of type oci', () => {
    const object = testObject(API.source, 'HelmRepository', {
      spec: { type: 'oci' },
    });
    expect(isReconcilable(object)).toBe(false);
  });

  it('leaves out what is not of Flux', () => {
    expect(isReconcilable(testObject('apps/v1', 'Deployment'))).toBe(false);
  });
});

describe('lastReconciledAtOf', () => {
  it('is the newest time that the status holds', () => {
    const object = testObject(API.helm, 'HelmRelease', {
      status: {
        lastHandledReconcileAt: '2026-01-01T00:00:00.123456789Z',
        history: [{ lastDeployed: '2026-01-03T00:00:00Z' }],
        conditions: [
          {
            type: 'Ready',
            status: 'True',
            lastTransitionTime: '2026-01-02T00:00:00Z',
          },
        ],
      },
    });
    expect(lastReconciledAtOf(object)).toBe('2026-01-03T00:00:00.000Z');
  });

  it('ignores requests that are not times, and is null without any', () => {
    const object = testObject(API.kustomize, 'Kustomization', {
      status: { lastHandledReconcileAt: 'now please' },
    });
    expect(lastReconciledAtOf(object)).toBeNull();
  });
});
