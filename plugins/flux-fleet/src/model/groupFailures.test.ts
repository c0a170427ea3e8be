import { aFailure } from '../__testUtils__/aResource';
import { groupFailures } from './groupFailures';

describe('groupFailures', () => {
  it('puts the same failure on several clusters together, since the first of them', () => {
    const groups = groupFailures([
      aFailure({ cluster: 'eu-1', since: '2026-03-01T10:00:00Z' }),
      aFailure({ cluster: 'eu-2', since: '2026-03-01T09:00:00Z' }),
      aFailure({ cluster: 'eu-2', namespace: 'other', since: null }),
    ]);
    expect(groups).toHaveLength(1);
    expect(groups[0]).toMatchObject({
      kind: 'HelmRelease',
      name: 'podinfo',
      clusters: ['eu-1', 'eu-2'],
      since: '2026-03-01T09:00:00Z',
    });
    expect(groups[0].resources).toHaveLength(3);
  });

  it.each([
    ['name', { name: 'other' }],
    ['kind', { kind: 'Kustomization' }],
    ['message', { message: 'timeout' }],
  ])('keeps failures with another %s apart', (_, change) => {
    expect(groupFailures([aFailure(), aFailure(change)])).toHaveLength(2);
  });

  it('names the failure on the most clusters first, then the most recent', () => {
    const groups = groupFailures([
      aFailure({ name: 'old', since: '2026-03-01T01:00:00Z' }),
      aFailure({ name: 'undated', since: null }),
      aFailure({ name: 'new', since: '2026-03-01T08:00:00Z' }),
      aFailure({ name: 'wide', cluster: 'a', since: '2026-01-01T00:00:00Z' }),
      aFailure({ name: 'wide', cluster: 'b', since: '2026-01-01T00:00:00Z' }),
    ]);
    expect(groups.map(({ name }) => name)).toEqual([
      'wide',
      'new',
      'old',
      'undated',
    ]);
  });

  it('makes nothing of nothing', () => {
    expect(groupFailures([])).toEqual([]);
  });
});
