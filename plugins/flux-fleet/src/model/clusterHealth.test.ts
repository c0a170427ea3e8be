import { aCluster } from '../__testUtils__/aResource';
import {
  countResources,
  groupByEnvironment,
  healthShape,
  isInContact,
  isOutOfContact,
  worstStatus,
} from './clusterHealth';

describe('isInContact and isOutOfContact', () => {
  it.each([
    ['connecting', false, false],
    ['connected', true, false],
    ['degraded', true, false],
    ['polling', true, false],
    ['unreachable', false, true],
    ['unauthorized', false, true],
    ['silent', false, true],
  ] as const)('a cluster that is %s', (state, inContact, outOfContact) => {
    const { health } = aCluster();
    const cluster = aCluster({ health: { ...health, state } });
    expect(isInContact(cluster)).toBe(inContact);
    expect(isOutOfContact(cluster)).toBe(outOfContact);
  });
});

describe('worstStatus', () => {
  const { counts } = aCluster();

  it.each([
    [{}, 'Ready'],
    [{ Ready: 3, Suspended: 1 }, 'Ready'],
    [{ Suspended: 1 }, 'Suspended'],
    [{ Ready: 3, Unknown: 1 }, 'Unknown'],
    [{ Ready: 3, Progressing: 1 }, 'Progressing'],
    [{ Waiting: 1, Progressing: 1 }, 'Waiting'],
    [{ Failed: 1, Waiting: 9, Ready: 90 }, 'Failed'],
  ])('of %j is %s', (change, expected) => {
    const cluster = aCluster({ counts: { ...counts, ...change } });
    expect(worstStatus(cluster)).toBe(expected);
  });
});

describe('worstStatus of a cluster without rows', () => {
  it.each([
    ['connected', 'Ready'],
    ['unreachable', 'Unknown'],
    ['unauthorized', 'Unknown'],
  ] as const)('that is %s is %s', (state, expected) => {
    const { health } = aCluster();
    expect(worstStatus(aCluster({ health: { ...health, state } }))).toBe(
      expected,
    );
  });
});

describe('groupByEnvironment', () => {
  it('orders environments and clusters by name, those without an environment last', () => {
    const groups = groupByEnvironment([
      aCluster({ name: 'x', environment: '' }),
      aCluster({ name: 'us-1', environment: 'prod' }),
      aCluster({ name: 'eu-1', environment: 'prod' }),
      aCluster({ name: 'd', environment: 'dev' }),
    ]);
    expect(
      groups.map(({ environment, clusters }) => [
        environment,
        clusters.map(({ name }) => name),
      ]),
    ).toEqual([
      ['dev', ['d']],
      ['prod', ['eu-1', 'us-1']],
      ['', ['x']],
    ]);
  });
});

describe('healthShape', () => {
  it.each([
    ['connecting', 'Progressing'],
    ['connected', 'Ready'],
    ['degraded', 'Waiting'],
    ['polling', 'Ready'],
    ['unreachable', 'Unknown'],
    ['unauthorized', 'Unknown'],
    ['silent', 'Unknown'],
  ] as const)('shows %s as %s', (state, shape) => {
    expect(healthShape(state)).toBe(shape);
  });
});

describe('countResources', () => {
  it('adds up all statuses', () => {
    const counts = { ...aCluster().counts, Ready: 5, Failed: 2 };
    expect(countResources({ counts })).toBe(7);
  });
});
