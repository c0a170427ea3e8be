import { Random } from '../flux/Random';
import { World } from '../flux/world/World';
import {
  appImage,
  FLEET_REPOSITORY,
  POLICIES_REPOSITORY,
} from './material/addresses';
import { CHARTS, PODINFO, SERVICE_CHART } from './material/charts';
import { TEAMS } from './material/teams';

/** The world that a generated fleet lives in: the platform's repositories, charts and images. Teams' repositories come with the teams. */
export function createWorld(random: Random): World {
  const world = World.create();
  world.git.add(FLEET_REPOSITORY, 'main');
  world.git.add(POLICIES_REPOSITORY, 'main');
  for (const chart of CHARTS) {
    for (const [version, appVersion] of chart.versions) {
      world.charts.publish(chart.repository.url, chart.chart, {
        version,
        appVersion,
      });
    }
  }
  for (const [version, appVersion] of SERVICE_CHART.versions) {
    world.charts.publish(SERVICE_CHART.repository.url, SERVICE_CHART.chart, {
      version,
      appVersion,
    });
  }
  for (const tag of [...PODINFO.versions].reverse()) {
    world.advance({ kind: 'artifact', url: PODINFO.url, tag });
  }
  for (const team of TEAMS) {
    for (const app of team.apps) {
      publishImage(world, appImage(team.name, app), random);
    }
  }
  return world;
}

/** The releases of an application so far, oldest first. */
function publishImage(world: World, image: string, random: Random): void {
  const own = random.fork(image);
  const newest = own.integer(2, 14);
  for (let minor = Math.max(0, newest - 4); minor <= newest; minor++) {
    const patches = own.integer(1, 4);
    for (let patch = 0; patch < patches; patch++) {
      world.advance({ kind: 'image', image, tag: `1.${minor}.${patch}` });
    }
  }
}
