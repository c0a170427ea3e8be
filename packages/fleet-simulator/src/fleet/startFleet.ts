import { fluxDefinitions } from '../flux/definitions/fluxDefinitions';
import { Random } from '../flux/Random';
import { startFluxControllers } from '../flux/startFluxControllers';
import { FleetSimulator } from '../simulator/FleetSimulator';
import { benchmarkClusters } from './benchmarkClusters';
import { buildCluster } from './buildCluster';
import { createWorld } from './createWorld';
import { demoClusters } from './demoClusters';
import { FleetCluster, FleetOptions, RunningFleet } from './FleetOptions';
import { startLife } from './startLife';
import { benchmarkTroubles } from './trouble/benchmarkTroubles';
import { demoTroubles, pendingTroubles } from './trouble/demoTroubles';

const DEMO_CLUSTERS = 6;
const DEMO_RESOURCES = 67;

/**
 * Starts a simulator with a generated fleet in it, and Flux's controllers on every cluster.
 *
 * @throws Error when `clusters` or `resources` is no whole number above zero
 * @public
 */
export async function startFleet(
  options: FleetOptions = {},
): Promise<RunningFleet> {
  const { count, average, profile } = sizeOf(options);
  const random = Random.create(options.seed ?? 'flux-fleet');
  const intervals = options.intervals ?? (profile === 'demo' ? 'run' : 'off');
  const plans =
    profile === 'demo'
      ? demoClusters(count, average * DEMO_CLUSTERS)
      : benchmarkClusters(count, average, random);
  const simulator = await FleetSimulator.start({
    port: options.port ?? 0,
    clock: options.clock,
    tls: options.tls,
  });
  const world = createWorld(random.fork('world'));
  const clusters: FleetCluster[] = [];
  let resources = 0;
  try {
    for (const plan of plans) {
      const own = random.fork(plan.name);
      const cluster = simulator.addCluster({
        name: plan.name,
        kubernetesVersion: plan.kubernetesVersion,
        token: own.fork('token').hex(40),
        definitions: fluxDefinitions(plan.fluxRelease, plan),
      });
      resources += buildCluster({
        api: cluster.api,
        world,
        plan,
        random: own,
        now: simulator.clock.now(),
        troubles:
          profile === 'demo'
            ? demoTroubles(plan.name)
            : benchmarkTroubles(plan.name, own),
      });
      const controllers = startFluxControllers(cluster.api, {
        release: plan.fluxRelease,
        operator: plan.operator,
        world,
        random: own.fork('controllers'),
        intervals,
        progress: options.progress,
      });
      simulator.onClose(() => controllers.stop());
      const { name, title, environment, labels, fluxRelease, operator } = plan;
      clusters.push({
        name,
        ...(title && { title }),
        environment,
        labels,
        fluxRelease,
        operator,
        cluster,
      });
    }
  } catch (error) {
    await simulator.close();
    throw error;
  }
  if (profile === 'demo' && intervals === 'run') {
    simulator.onClose(
      startLife({
        clock: simulator.clock,
        world,
        random: random.fork('life'),
        pending: pendingTroubles(plans.map(({ name }) => name)),
      }),
    );
  }
  return {
    simulator,
    world,
    clusters,
    resources,
    close: () => simulator.close(),
  };
}

function sizeOf(options: FleetOptions) {
  const count = options.clusters ?? DEMO_CLUSTERS;
  const average = options.resources ?? DEMO_RESOURCES;
  for (const [name, value] of Object.entries({
    clusters: count,
    resources: average,
  })) {
    if (!Number.isInteger(value) || value < 1) {
      throw new Error(`${name} must be a whole number above zero: ${value}`);
    }
  }
  const profile =
    options.profile ?? (count > DEMO_CLUSTERS ? 'benchmark' : 'demo');
  if (profile === 'demo' && count > DEMO_CLUSTERS) {
    throw new Error(`A demo has at most ${DEMO_CLUSTERS} clusters: ${count}`);
  }
  return { count, average, profile } as const;
}
