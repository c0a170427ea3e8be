import { fleetKey, isAffected } from './keys';

describe('isAffected', () => {
  const uids: Record<string, string> = { 'eu-1': 'u1', 'eu-2': 'u2' };
  const uidOf = (name: string) => uids[name];
  const resourcesOf = (...uid: string[]) => ({
    resourcesOf: uid,
    clusters: [],
  });
  const clusters = (...uid: string[]) => ({ resourcesOf: [], clusters: uid });

  it.each([
    ['everything', [], resourcesOf('u1'), true],
    ['everything, of no change', [], resourcesOf(), false],
    ['the cluster that changed', ['eu-1'], resourcesOf('u1'), true],
    ['another cluster', ['eu-2'], resourcesOf('u1'), false],
    ['one of two clusters', ['eu-1', 'eu-2'], resourcesOf('u2'), true],
    ['a cluster not known yet', ['new'], resourcesOf('u1'), true],
    ['a cluster whose health changed', ['eu-1'], clusters('u1'), true],
  ])('an answer about %s', (_, about, signal, expected) => {
    const key = fleetKey({ topic: 'resources', clusters: about });
    expect(isAffected(key, signal, uidOf)).toBe(expected);
  });

  it('leaves operations and the queries of others alone', () => {
    expect(
      isAffected(fleetKey({ topic: 'operation' }), resourcesOf('u1'), uidOf),
    ).toBe(false);
    expect(isAffected(['other'], resourcesOf('u1'), uidOf)).toBe(false);
  });
});
