import type { DerivedStatus } from './status';
import { settle, SETTLED_STATUS_KEPT_FOR_MS, type ShownStatus } from './settle';

const now = new Date('2026-01-02T03:04:05.000Z');
const earlier = (ms: number) => new Date(now.getTime() - ms).toISOString();

const progressing: DerivedStatus = {
  status: 'Progressing',
  reason: 'Progressing',
  message: 'Reconciliation in progress',
  since: now.toISOString(),
  suspended: false,
  readiness: 'Unknown',
  retrying: false,
  outdated: false,
};
const wasReady: ShownStatus = {
  status: 'Ready',
  reason: 'ReconciliationSucceeded',
  message: 'Applied revision: main@sha1:f3a9',
  since: earlier(60_000),
  reconcilingSince: null,
};

describe('settle', () => {
  it('shows a settled status as it is, and ends the progress mark', () => {
    const derived: DerivedStatus = {
      ...progressing,
      status: 'Failed',
      reason: 'BuildFailed',
      message: 'no such file',
    };
    expect(
      settle({
        derived,
        previous: { ...wasReady, reconcilingSince: earlier(1000) },
        now,
      }),
    ).toEqual({
      status: 'Failed',
      reason: 'BuildFailed',
      message: 'no such file',
      since: progressing.since,
      reconcilingSince: null,
    });
  });

  it('keeps the last settled status while a reconcile runs, and marks it', () => {
    expect(settle({ derived: progressing, previous: wasReady, now })).toEqual({
      ...wasReady,
      reconcilingSince: now.toISOString(),
    });
  });

  it.each([
    ['a resource without history', undefined, progressing],
    [
      'a resource that was suspended',
      { ...wasReady, status: 'Suspended' as const },
      progressing,
    ],
    ['a changed spec', wasReady, { ...progressing, outdated: true }],
    [
      'a reconcile that takes long',
      {
        ...wasReady,
        reconcilingSince: earlier(SETTLED_STATUS_KEPT_FOR_MS + 1),
      },
      progressing,
    ],
  ])('shows %s as progressing', (_name, previous, derived) => {
    expect(settle({ derived, previous, now })).toMatchObject({
      status: 'Progressing',
      message: 'Reconciliation in progress',
    });
  });

  it('keeps the age of a failure through its retries', () => {
    const failing: ShownStatus = {
      ...wasReady,
      status: 'Failed',
      since: earlier(3_600_000),
    };
    expect(
      settle({
        derived: { ...progressing, status: 'Failed', message: 'still' },
        previous: failing,
        now,
      }),
    ).toMatchObject({
      status: 'Failed',
      message: 'still',
      since: failing.since,
    });
  });

  it('remembers since when a reconcile runs', () => {
    const reconcilingSince = earlier(5000);
    expect(
      settle({
        derived: progressing,
        previous: { ...wasReady, reconcilingSince },
        now,
      }),
    ).toMatchObject({ status: 'Ready', reconcilingSince });
  });
});
