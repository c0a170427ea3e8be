import { Clock } from '../apiserver/types';
import { Random } from '../flux/Random';
import { WorldTarget } from '../flux/world/Problem';
import { World } from '../flux/world/World';
import { lifeChange } from './lifeChange';

const MINUTE = 60_000;

/** What the life of a fleet needs. */
export interface LifeOptions {
  clock: Clock;
  world: World;
  random: Random;
  /** What is under way at the start; it comes to its end after a while. */
  pending: WorldTarget[];
}

/**
 * Lets the world go on: every minute or two somebody commits, or publishes a chart, an artifact or an image, and what takes
 * long ends after a while. What happens depends on the seed alone, and nothing of it fails. The answer stops it.
 */
export function startLife(options: LifeOptions): () => void {
  const { clock, world, random } = options;
  const timers = new Set<() => void>();
  const after = (delay: number, task: () => void) => {
    const cancel = clock.schedule(clock.now() + delay, () => {
      timers.delete(cancel);
      task();
    });
    timers.add(cancel);
  };
  const next = () =>
    after(random.integer(MINUTE, 2 * MINUTE), () => {
      const change = lifeChange(world, random);
      if (change.slow) {
        const { slow } = change;
        world.break(slow, { state: 'pending', message: 'rolling out' });
        after(random.integer(2 * MINUTE, 5 * MINUTE), () => world.mend(slow));
      }
      world.advance(change.change);
      next();
    });
  next();
  for (const target of options.pending) {
    after(random.integer(12 * MINUTE, 35 * MINUTE), () => world.mend(target));
  }
  return () => timers.forEach(cancel => cancel());
}
