import type { ClusterSyncSummary } from '@flux-fleet/backstage-plugin-flux-fleet-common';
import { isReportOld, isSynced, noticeableLag } from './syncTroubles';

const sync: ClusterSyncSummary = {
  reportedAt: '2026-03-01T12:00:00Z',
  lagSeconds: null,
  errors: 0,
};

describe('what is off with a sync', () => {
  it.each([
    ['2026-03-01T12:03:00Z', false],
    ['2026-03-01T12:03:01Z', true],
    ['2026-03-01T11:00:00Z', false],
  ])('at %s, the report of 12:00 being old is %p', (now, expected) => {
    expect(isReportOld(sync, Date.parse(now))).toBe(expected);
  });

  it.each([
    [null, undefined],
    [{ median: 0.1, maximum: 4.9 }, undefined],
    [{ median: 0.1, maximum: 5 }, 5],
  ])('of the lag %p people notice %p', (lagSeconds, expected) => {
    expect(noticeableLag({ ...sync, lagSeconds })).toBe(expected);
  });

  it('does not ask for syncs of clusters without a connection', () => {
    expect(isSynced('connected')).toBe(true);
    expect(isSynced('unreachable')).toBe(true);
    expect(isSynced('polling')).toBe(false);
    expect(isSynced('silent')).toBe(false);
  });
});
