import {
  deriveStatus,
  type FluxObject,
  type Operation,
} from '@flux-fleet/backstage-plugin-flux-fleet-common';
import { startFleet, type RunningFleet } from '@flux-fleet/fleet-simulator';
import type { Knex } from 'knex';
import { ApiHarness } from './ApiHarness';
import { seedFromFleet } from './seedFromFleet';

/** The cluster on which operations are tried. */
export const CLUSTER = 'prod-eu-1';

/** The group of the resources on which operations are tried. */
export const KUSTOMIZE = 'kustomize.toolkit.fluxcd.io';

/** The path of an object on {@link CLUSTER} in the API. */
export function pathOf({ apiVersion, kind, metadata }: FluxObject): string {
  const [group] = apiVersion.split('/');
  return `/resources/${CLUSTER}/${group}/${kind}/${metadata.namespace}/${metadata.name}`;
}

/** The API over a simulated fleet whose reconciles take a third of a second, and what tests of operations do with it. */
export class OperationsHarness {
  readonly fleet: RunningFleet;
  readonly knex: Knex;
  /** Kustomizations that are ready and that no test used yet. */
  readonly healthy: FluxObject[];
  api: ApiHarness;

  static async start(knex: Knex): Promise<OperationsHarness> {
    const fleet = await startFleet({
      intervals: 'off',
      progress: { minimum: 300, maximum: 400 },
    });
    await seedFromFleet(knex, fleet);
    return new OperationsHarness(
      knex,
      fleet,
      await ApiHarness.start({ knex, fleet }),
    );
  }

  private constructor(knex: Knex, fleet: RunningFleet, api: ApiHarness) {
    this.knex = knex;
    this.fleet = fleet;
    this.api = api;
    this.healthy = this.kustomizations.filter(
      object => deriveStatus(object).status === 'Ready',
    );
  }

  get cluster() {
    return this.fleet.simulator.cluster(CLUSTER);
  }

  get kustomizations(): FluxObject[] {
    return this.cluster.api.list(KUSTOMIZE, 'Kustomization') as FluxObject[];
  }

  /** A Kustomization that is ready and that no other test uses. */
  take(): FluxObject {
    return this.healthy.pop()!;
  }

  /** Names a Kustomization inside of its cluster. */
  keyOf({ metadata }: FluxObject) {
    return {
      group: KUSTOMIZE,
      kind: 'Kustomization',
      namespace: metadata.namespace!,
      name: metadata.name,
    };
  }

  /** A Kustomization as it is now. */
  live(object: FluxObject): FluxObject {
    return this.cluster.api.get(this.keyOf(object)) as FluxObject;
  }

  /** Breaks what a Kustomization applies: for good, or so that it takes for ever. */
  break(object: FluxObject, message: string, state?: 'pending'): void {
    const { namespace, name } = this.keyOf(object);
    this.fleet.world.break(
      { kind: 'kustomization', cluster: CLUSTER, namespace, name },
      { message, state },
    );
  }

  /** Undoes {@link OperationsHarness.break}. */
  mend(object: FluxObject): void {
    const { namespace, name } = this.keyOf(object);
    this.fleet.world.mend({
      kind: 'kustomization',
      cluster: CLUSTER,
      namespace,
      name,
    });
  }

  /** Starts a reconcile, which must be accepted. */
  async reconcile(object: FluxObject, as?: string): Promise<Operation> {
    const { status, body } = await this.api.post(
      `${pathOf(object)}/reconcile`,
      as,
    );
    if (status !== 202) throw new Error(`Refused: ${JSON.stringify(body)}`);
    return body;
  }

  /** Resolves when the only result of an operation has an outcome. */
  async until(operation: Operation, outcome: string): Promise<void> {
    for (;;) {
      const { body } = await this.api.get(`/operations/${operation.id}`);
      if (body.results[0].outcome === outcome) return;
      await new Promise(resolve => setTimeout(resolve, 30));
    }
  }

  /** Starts the API anew over the same database, as a restart of the backend does. */
  async restart(
    options: {
      whileDown?: () => Promise<void>;
      operationTimeoutMs?: number;
    } = {},
  ): Promise<void> {
    const { knex, fleet } = this;
    const { whileDown, operationTimeoutMs } = options;
    await this.api.stop();
    await whileDown?.();
    this.api = await ApiHarness.start({ knex, fleet, operationTimeoutMs });
    await this.api.resume();
  }

  async stop(): Promise<void> {
    await this.api.stop();
    await this.fleet.close();
  }
}
