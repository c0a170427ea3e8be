import fc from 'fast-check';
import { Random } from '../Random';
import { formatDuration, parseDuration } from './duration';
import { extendHistory } from './history';
import { inventoryEntry, inventoryObject } from './inventory';
import { outcomeStatus } from './outcomeStatus';
import { succeeded } from './outcomes';

describe('durations', () => {
  it.each([
    ['10m', 600_000],
    ['1h30m', 5_400_000],
    ['1.5s', 1_500],
    ['250ms', 250],
    ['', 42],
    ['10', 42],
    [undefined, 42],
    ['10m!', 42],
  ])('reads %s', (text, milliseconds) => {
    expect(parseDuration(text, 42)).toBe(milliseconds);
  });

  it('are read as they are written', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10 ** 9 }), milliseconds => {
        expect(parseDuration(formatDuration(milliseconds), -1)).toBeCloseTo(
          milliseconds,
          3,
        );
      }),
    );
  });
});

describe('inventory entries', () => {
  const name = fc.stringMatching(/^[a-z]([-a-z0-9:.]{0,20}[a-z0-9])?$/);
  it('name the object that they were made of', () => {
    fc.assert(
      fc.property(
        name,
        fc.option(fc.stringMatching(/^[a-z]([-a-z0-9]{0,20}[a-z0-9])?$/), {
          nil: undefined,
        }),
        fc.constantFrom('v1', 'apps/v1', 'rbac.authorization.k8s.io/v1'),
        (object, namespace, apiVersion) => {
          const named = {
            apiVersion,
            kind: 'Role',
            ...(namespace && { namespace }),
            name: object,
          };
          expect(inventoryObject(inventoryEntry(named))).toEqual(named);
        },
      ),
    );
  });

  it('write colons as the API allows', () => {
    expect(
      inventoryEntry({
        apiVersion: 'rbac.authorization.k8s.io/v1',
        kind: 'ClusterRole',
        name: 'system:node',
      }),
    ).toEqual({
      id: '_system__node_rbac.authorization.k8s.io_ClusterRole',
      v: 'v1',
    });
  });
});

describe('conditions and histories', () => {
  const object = {
    apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
    kind: 'Kustomization',
    metadata: { name: 'app', namespace: 'apps', generation: 3 },
  };

  it('keep a transition time while status, reason and message stay', () => {
    const first = outcomeStatus(object, succeeded('Succeeded', 'one'), 1_000);
    const same = outcomeStatus(
      { ...object, status: first },
      succeeded('Succeeded', 'one'),
      9_000,
    );
    const other = outcomeStatus(
      { ...object, status: first },
      succeeded('Succeeded', 'two'),
      9_000,
    );
    const times = [first, same, other].map(
      status =>
        (status.conditions as Array<{ lastTransitionTime: string }>)[0]
          .lastTransitionTime,
    );
    expect(times).toEqual([
      '1970-01-01T00:00:01Z',
      '1970-01-01T00:00:01Z',
      '1970-01-01T00:00:09Z',
    ]);
  });

  it('count the same outcome once, and keep five', () => {
    let status: Record<string, unknown> = {};
    for (const digest of ['a', 'a', 'b', 'c', 'd', 'e', 'f', 'f']) {
      status = {
        history: extendHistory(
          { ...object, status },
          { digest, status: 'Succeeded', duration: '1s' },
          0,
        ),
      };
    }
    expect(status.history).toMatchObject([
      { digest: 'f', totalReconciliations: 2 },
      { digest: 'e' },
      { digest: 'd' },
      { digest: 'c' },
      { digest: 'b' },
    ]);
  });
});

describe('Random', () => {
  it('depends on its seed alone', () => {
    fc.assert(
      fc.property(fc.string(), seed => {
        const draw = () => {
          const random = Random.create(seed);
          return [
            random.next(),
            random.integer(1, 6),
            random.uuid(),
            random.fork('x').hex(9),
          ];
        };
        expect(draw()).toEqual(draw());
      }),
    );
  });

  it('forks without regard to what was drawn before', () => {
    const random = Random.create('seed');
    const before = random.fork('a').uuid();
    random.next();
    expect(random.fork('a').uuid()).toBe(before);
    expect(random.fork('b').uuid()).not.toBe(before);
  });

  it('stays within its bounds', () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.integer({ min: -9, max: 9 }),
        fc.nat(9),
        (seed, minimum, span) => {
          const value = Random.create(seed).integer(minimum, minimum + span);
          expect(value).toBeGreaterThanOrEqual(minimum);
          expect(value).toBeLessThanOrEqual(minimum + span);
        },
      ),
    );
  });
});
