import { toResourceEvent } from './toResourceEvent';

describe('toResourceEvent', () => {
  it('reads events of the newer API, whose times are in a series', () => {
    expect(
      toResourceEvent({
        metadata: { creationTimestamp: '2026-05-01T09:00:00Z' },
        type: 'Warning',
        reason: 'BuildFailed',
        message: 'no',
        eventTime: '2026-05-01T10:00:00.000001Z',
        series: { count: 7, lastObservedTime: '2026-05-01T11:00:00.5Z' },
        reportingComponent: 'kustomize-controller',
        firstTimestamp: null,
        lastTimestamp: null,
      }),
    ).toEqual({
      type: 'Warning',
      reason: 'BuildFailed',
      message: 'no',
      count: 7,
      firstSeenAt: '2026-05-01T10:00:00.000Z',
      lastSeenAt: '2026-05-01T11:00:00.500Z',
      reportedBy: 'kustomize-controller',
    });
  });

  it('bears an event that holds nothing it should', () => {
    expect(toResourceEvent({ type: 5, series: [], source: 'x' })).toEqual({
      type: 'Normal',
      reason: '',
      message: '',
      count: 1,
      firstSeenAt: null,
      lastSeenAt: null,
      reportedBy: '',
    });
  });
});
