import { ClusterStatistics } from './ClusterStatistics';

const START = Date.parse('2026-03-01T12:00:00Z');

const RELEASES = {
  cluster: 'eu-1',
  group: 'helm.toolkit.fluxcd.io',
  kind: 'HelmRelease',
};
const REPOSITORIES = {
  cluster: 'eu-1',
  group: 'source.toolkit.fluxcd.io',
  kind: 'GitRepository',
};

function aListening() {
  const clock = { at: START };
  const statistics = ClusterStatistics.create({ now: () => clock.at });
  return {
    statistics,
    after: (seconds: number) => {
      clock.at += seconds * 1000;
    },
    kind: (name = 'HelmRelease') =>
      statistics.snapshot('eu-1')!.kinds.find(({ kind }) => kind === name)!,
    revision: () => statistics.clusters()[0].revision,
  };
}

describe('ClusterStatistics', () => {
  it('knows nothing of clusters that it never heard of', () => {
    const { statistics } = aListening();
    expect(statistics.snapshot('eu-1')).toBeUndefined();
    expect(statistics.clusters()).toEqual([]);
  });

  it('tells of each kind, by group and name', () => {
    const { statistics, after } = aListening();
    statistics.listed(REPOSITORIES, { seconds: 0.2, objects: 3 });
    after(1);
    statistics.listed(RELEASES, { seconds: 1.5, objects: 800 });
    statistics.watchOpened(RELEASES);
    expect(statistics.snapshot('eu-1')).toEqual({
      syncingSince: '2026-03-01T12:00:00.000Z',
      rows: { written: 0, unchanged: 0, deleted: 0 },
      relists: 0,
      errors: 0,
      errorsByReason: [],
      lagSeconds: null,
      lastError: null,
      kinds: [
        {
          group: RELEASES.group,
          kind: 'HelmRelease',
          state: 'watching',
          objects: 800,
          lastListedAt: '2026-03-01T12:00:01.000Z',
          listSeconds: 1.5,
          watchingSince: '2026-03-01T12:00:01.000Z',
          events: 0,
          lastError: null,
        },
        {
          group: REPOSITORIES.group,
          kind: 'GitRepository',
          state: 'resuming',
          objects: 3,
          lastListedAt: '2026-03-01T12:00:00.000Z',
          listSeconds: 0.2,
          watchingSince: null,
          events: 0,
          lastError: null,
        },
      ],
    });
  });

  it.each<[string, (statistics: ClusterStatistics) => void, string]>([
    ['a list', s => s.listed(RELEASES, { seconds: 1, objects: 1 }), 'resuming'],
    ['an open watch', s => s.watchOpened(RELEASES), 'watching'],
    [
      'a watch that ended',
      s => {
        s.watchOpened(RELEASES);
        s.watchClosed(RELEASES, { events: 1 });
      },
      'resuming',
    ],
    [
      'a watch that failed, told before its end',
      s => {
        s.watchOpened(RELEASES);
        s.failed(RELEASES, { during: 'watch', reason: 'malformed' });
        s.watchClosed(RELEASES, { events: 1 });
      },
      'failed',
    ],
    [
      'a watch that failed, told after its end',
      s => {
        s.watchOpened(RELEASES);
        s.watchClosed(RELEASES, { events: 1 });
        s.failed(RELEASES, { during: 'watch', reason: 'malformed' });
      },
      'failed',
    ],
    [
      'recovery by a watch',
      s => {
        s.failed(RELEASES, { during: 'watch', reason: 'unreachable' });
        s.watchOpened(RELEASES);
      },
      'watching',
    ],
    [
      'recovery by a list',
      s => {
        s.failed(RELEASES, { during: 'list', reason: 'forbidden' });
        s.listed(RELEASES, { seconds: 1, objects: 0 });
      },
      'resuming',
    ],
  ])('shows after %s the right state', (_, happen, state) => {
    const { statistics, kind } = aListening();
    happen(statistics);
    expect(kind().state).toBe(state);
  });

  it('keeps the last error of a kind and of the cluster apart, after recovery too', () => {
    const { statistics, kind } = aListening();
    statistics.failed(RELEASES, { during: 'list', reason: 'forbidden' });
    statistics.failed(
      { cluster: 'eu-1' },
      { during: 'probe', reason: 'unreachable' },
    );
    statistics.watchOpened(RELEASES);
    const at = '2026-03-01T12:00:00.000Z';
    expect(kind().lastError).toEqual({
      during: 'list',
      reason: 'forbidden',
      at,
    });
    expect(statistics.snapshot('eu-1')!).toMatchObject({
      lastError: { during: 'probe', reason: 'unreachable', at },
      errors: 2,
    });
  });

  it('takes a watch that lost its place for what it is: no error, but a list more', () => {
    const { statistics, kind } = aListening();
    statistics.listed(RELEASES, { seconds: 1, objects: 5 });
    statistics.watchOpened(RELEASES);
    statistics.failed(RELEASES, { during: 'watch', reason: 'expired' });
    statistics.watchClosed(RELEASES, { events: 7 });
    statistics.listed(RELEASES, { seconds: 1, objects: 6 });
    expect(kind()).toMatchObject({ lastError: null, objects: 6, events: 7 });
    expect(statistics.snapshot('eu-1')).toMatchObject({
      errors: 0,
      relists: 1,
    });
  });

  it('has a new revision after what people should see soon, and not after watches that go on as planned', () => {
    const { statistics, revision } = aListening();
    statistics.listed(RELEASES, { seconds: 1, objects: 5 });
    const after = (happen: () => void) => {
      const before = revision();
      happen();
      return revision() !== before;
    };
    const planned = () => {
      statistics.watchOpened(RELEASES);
      statistics.watchClosed(RELEASES, { events: 3 });
    };
    const unchanged = { written: 0, deleted: 0, unchanged: 5, lagSeconds: 1 };
    expect(after(planned)).toBe(false);
    expect(after(() => statistics.wrote('eu-1', unchanged))).toBe(false);
    expect(
      after(() => statistics.wrote('eu-1', { ...unchanged, written: 1 })),
    ).toBe(true);
    const failure = { during: 'watch', reason: 'serverError' } as const;
    expect(after(() => statistics.failed(RELEASES, failure))).toBe(true);
    expect(after(() => statistics.watchOpened(RELEASES))).toBe(true);
    expect(after(() => statistics.forgot(RELEASES))).toBe(true);
  });

  it('starts anew with a cluster that comes back, under another revision', () => {
    const { statistics, after, revision } = aListening();
    statistics.listed(RELEASES, { seconds: 1, objects: 5 });
    const before = revision();
    statistics.forgot({ cluster: 'eu-1' });
    expect(statistics.snapshot('eu-1')).toBeUndefined();
    after(60);
    statistics.listed(RELEASES, { seconds: 1, objects: 5 });
    expect(revision()).not.toBe(before);
    expect(statistics.snapshot('eu-1')).toMatchObject({
      syncingSince: '2026-03-01T12:01:00.000Z',
      relists: 0,
    });
  });

  it('keeps a bounded number of kinds', () => {
    const { statistics } = aListening();
    for (let i = 0; i < 1000; i++) {
      const of = { cluster: 'eu-1', group: 'many', kind: `Kind${i}` };
      statistics.listed(of, { seconds: 1, objects: 1 });
      statistics.watchOpened(of);
      statistics.failed(of, { during: 'list', reason: 'invalid' });
      statistics.watchClosed(of, { events: 1 });
    }
    expect(statistics.snapshot('eu-1')!.kinds).toHaveLength(100);
  });
});
