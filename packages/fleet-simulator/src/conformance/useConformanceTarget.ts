import { ConformanceTarget } from './ConformanceTarget';

// A real server takes its time, over a real network.
jest.setTimeout(60_000);

/**
 * Prepares what a file of the suite runs against before its tests, and removes it after them. What was not applicable is said at
 * the end; in the simulator everything is.
 */
export function useConformanceTarget(): () => ConformanceTarget {
  let target: ConformanceTarget | undefined;

  beforeAll(async () => {
    target = await ConformanceTarget.create();
  });

  afterAll(async () => {
    await target?.close();
    if (target?.isSimulator && target.notApplicable.size > 0) {
      throw new Error(
        `The simulator lacks: ${[...target.notApplicable.keys()].join(', ')}`,
      );
    }
  });

  return () => {
    if (!target) {
      throw new Error('There is no target outside of tests');
    }
    return target;
  };
}
