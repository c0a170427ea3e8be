import { THING, thing } from '../../apiserver/__testUtils__/testServer';
import { ApiClient } from '../../conformance/ApiClient';
import { FleetSimulator, FleetSimulatorOptions } from '../FleetSimulator';
import { SimulatedCluster } from '../SimulatedCluster';

/** Where Things of the namespace `default` are. */
export const THINGS = '/apis/example.com/v1/namespaces/default/things';

/** A simulator with one cluster that serves Things, and a client of it. */
export interface TestCluster {
  simulator: FleetSimulator;
  cluster: SimulatedCluster;
  client: ApiClient;
  /** Creates Things with these names. */
  fill(...names: string[]): void;
  close(): Promise<void>;
}

/** Starts a {@link TestCluster}. */
export async function startTestCluster(
  options: FleetSimulatorOptions & { http2?: boolean } = {},
): Promise<TestCluster> {
  const simulator = await FleetSimulator.start(options);
  const cluster = simulator.addCluster({ name: 'test', definitions: [THING] });
  const client = new ApiClient({
    server: cluster.server,
    token: cluster.token,
    ca: cluster.certificateAuthority,
    http2: options.http2,
  });
  return {
    simulator,
    cluster,
    client,
    fill: (...names) =>
      names.forEach(name =>
        cluster.api.create(thing(name), { manager: 'test' }),
      ),
    close: async () => {
      client.close();
      await simulator.close();
    },
  };
}
