import { Random } from '../flux/Random';
import { WorldTarget } from '../flux/world/Problem';
import { World, WorldChange } from '../flux/world/World';
import {
  appImage,
  FLEET_REPOSITORY,
  teamRepository,
} from './material/addresses';
import { PODINFO, SERVICE_CHART } from './material/charts';
import { COMMITS } from './material/commits';
import { TEAMS } from './material/teams';

/** Teams whose failures wait for somebody to reconcile them: a new commit would do that instead. */
const QUIET_TEAMS = ['checkout', 'payments'];
const AUTHORS = ['lena', 'samir', 'noor', 'felix', 'ana'];

/** The next thing that somebody does; `slow` is a roll-out on the development cluster that takes its time. */
export function lifeChange(
  world: World,
  random: Random,
): { change: WorldChange; slow?: WorldTarget } {
  const team = random.pick(
    TEAMS.filter(
      ({ name }) =>
        !QUIET_TEAMS.includes(name) && world.git.has(teamRepository(name)),
    ),
  );
  const commit = (url: string): WorldChange => ({
    kind: 'commit',
    url,
    message: random.pick(COMMITS),
    author: random.pick(AUTHORS),
  });
  const kind = random.next();
  if (!team || kind < 0.2) {
    return { change: commit(FLEET_REPOSITORY) };
  }
  const image = appImage(team.name, random.pick(team.apps));
  const tags = world.images.tags(image);
  if (kind < 0.4 && tags.length > 0) {
    const newest = world.images.highest(image, '*') ?? tags[0];
    return { change: { kind: 'image', image, tag: nextPatch(newest) } };
  }
  if (kind < 0.45) {
    const newest = world.artifacts.highest(PODINFO.url, '*') ?? '6.9.1';
    return {
      change: { kind: 'artifact', url: PODINFO.url, tag: nextPatch(newest) },
    };
  }
  if (kind < 0.5) {
    return {
      change: {
        kind: 'chart',
        repository: SERVICE_CHART.repository.url,
        chart: SERVICE_CHART.chart,
      },
    };
  }
  const change = commit(teamRepository(team.name));
  return random.chance(0.3)
    ? {
        change,
        slow: {
          kind: 'workload',
          cluster: 'dev',
          namespace: team.name,
          name: `${team.apps[1]}-worker`,
        },
      }
    : { change };
}

function nextPatch(version: string): string {
  const [major, minor, patch] = version.split('.').map(Number);
  return `${major}.${minor}.${patch + 1}`;
}
