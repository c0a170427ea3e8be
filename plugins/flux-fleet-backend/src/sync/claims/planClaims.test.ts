import fc from 'fast-check';
import type { ClaimBoard } from './ClaimStore';
import { planClaims } from './planClaims';

function boardOf(
  replicas: string[],
  holders: Record<string, string | undefined>,
): ClaimBoard {
  return {
    replicas,
    clusters: new Map(
      Object.entries(holders).map(([name, holder]) => [
        name,
        { holder, fence: 1 },
      ]),
    ),
  };
}

const plan = (
  replica: string,
  board: ClaimBoard,
  options: { offered?: string[]; orphans?: string[] } = {},
) =>
  planClaims({
    replica,
    board,
    offered: new Set(options.offered ?? board.clusters.keys()),
    orphans: new Set(options.orphans ?? []),
  });

describe('planClaims', () => {
  it.each<[string, Parameters<typeof plan>, ReturnType<typeof plan>]>([
    [
      'takes everything when it is alone',
      ['a', boardOf(['a'], { x: undefined, y: undefined })],
      { take: { clusters: ['x', 'y'], limit: 2 }, release: [] },
    ],
    [
      'takes its part of what is free',
      ['b', boardOf(['a', 'b'], { x: 'a', y: undefined, z: undefined })],
      { take: { clusters: ['y', 'z'], limit: 1 }, release: [] },
    ],
    [
      'may have one more when it joined first',
      ['a', boardOf(['a', 'b'], { x: 'a', y: undefined, z: undefined })],
      { take: { clusters: ['y', 'z'], limit: 1 }, release: [] },
    ],
    [
      'gives up what is beyond its part',
      ['a', boardOf(['a', 'b'], { w: 'a', x: 'a', y: 'a', z: 'a' })],
      { take: { clusters: [], limit: 0 }, release: ['y', 'z'] },
    ],
    [
      'leaves alone what is even already',
      ['b', boardOf(['a', 'b'], { x: 'a', y: 'b', z: 'a' })],
      { take: { clusters: [], limit: 1 - 1 }, release: [] },
    ],
    [
      'takes only what it can connect to',
      ['a', boardOf(['a'], { x: undefined, y: undefined }), { offered: ['y'] }],
      { take: { clusters: ['y'], limit: 2 }, release: [] },
    ],
    [
      'takes what nobody else can connect to beyond its part, and keeps it',
      [
        'a',
        boardOf(['a', 'b'], { w: 'a', x: 'a', y: undefined, z: undefined }),
        { orphans: ['y'] },
      ],
      { take: { clusters: ['y'], limit: 1 }, release: [] },
    ],
    [
      'gives up others than those that nobody else can connect to',
      [
        'a',
        boardOf(['a', 'b'], { w: 'a', x: 'a', y: 'a', z: undefined }),
        { orphans: ['x', 'y'] },
      ],
      { take: { clusters: [], limit: 0 }, release: ['w'] },
    ],
    [
      'does nothing while it is not alive',
      ['a', boardOf(['b'], { x: undefined })],
      { take: { clusters: [], limit: 0 }, release: [] },
    ],
  ])('%s', (_, args, expected) => {
    expect(plan(...args)).toEqual(expected);
  });

  it('comes to rest with every cluster held, within one of even, whoever came and went', () => {
    const holder = fc.option(fc.constantFrom('a', 'b', 'c', 'gone'), {
      nil: undefined,
    });
    fc.assert(
      fc.property(
        fc.array(holder, { maxLength: 40 }),
        fc.shuffledSubarray(['a', 'b', 'c'], { minLength: 1 }),
        (holders, replicas) => {
          const clusters: ClaimBoard['clusters'] = new Map(
            holders.map((name, i) => [
              `c-${i}`,
              {
                holder: name && replicas.includes(name) ? name : undefined,
                fence: 0,
              },
            ]),
          );
          const set = (name: string, to: string | undefined) =>
            clusters.set(name, { holder: to, fence: 0 });
          let moves = 0;
          for (let round = 0; round < 3; round++) {
            for (const replica of replicas) {
              const { take, release } = plan(replica, { replicas, clusters });
              for (const name of release) set(name, undefined);
              const taken = take.clusters.slice(0, take.limit);
              for (const name of taken) set(name, replica);
              moves = release.length + taken.length;
            }
          }
          const counts = replicas.map(
            replica =>
              [...clusters.values()].filter(c => c.holder === replica).length,
          );
          expect(counts.reduce((a, b) => a + b, 0)).toBe(clusters.size);
          expect(Math.max(...counts) - Math.min(...counts)).toBeLessThan(2);
          expect(moves).toBe(0);
        },
      ),
    );
  });
});
