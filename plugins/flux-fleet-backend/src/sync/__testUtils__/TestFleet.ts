import { mockServices } from '@backstage/backend-test-utils';
import type {
  FluxFleetSignal,
  FluxResource,
} from '@flux-fleet/backstage-plugin-flux-fleet-common';
import type {
  ClusterDefinition,
  ClusterSource,
} from '@flux-fleet/backstage-plugin-flux-fleet-node';
import {
  FleetSimulator,
  type FleetSimulatorOptions,
  type KubernetesObject,
  type ResourceDefinition,
  type SimulatedCluster,
} from '@flux-fleet/fleet-simulator';
import type { Knex } from 'knex';
import type { ClusterRecord } from '../../clusters/types';
import type { SyncOptions } from '../../config';
import { KnexResourceReader } from '../../resources/read/KnexResourceReader';
import { createSync, type FleetSync } from '../createSync';
import { observers } from '../observe/SyncObserver';
import { fluxDefinitions } from './fluxDefinitions';

const OPTIONS: SyncOptions = {
  rediscoverIntervalMs: 60_000,
  probeIntervalMs: 200,
  watchTimeoutMs: 60_000,
  requestTimeoutMs: 5_000,
  concurrency: 4,
  leaseMs: 2_000,
};

/** A Kustomization, Ready unless its parts say otherwise. */
export function kustomization(
  name: string,
  parts: Partial<KubernetesObject> = {},
): KubernetesObject {
  return {
    apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
    kind: 'Kustomization',
    metadata: { name, namespace: 'apps' },
    spec: {},
    status: {
      conditions: [
        {
          type: 'Ready',
          status: 'True',
          reason: 'ReconciliationSucceeded',
          message: 'Applied revision: main@sha1:0123456789abcdef',
          lastTransitionTime: '2026-01-02T03:04:05Z',
        },
      ],
      lastAppliedRevision: 'main@sha1:0123456789abcdef',
    },
    ...parts,
  };
}

/** A HelmRelease, Ready. */
export function helmRelease(name: string): KubernetesObject {
  return {
    ...kustomization(name),
    apiVersion: 'helm.toolkit.fluxcd.io/v1',
    kind: 'HelmRelease',
  };
}

/** Simulated clusters over HTTP, and the sync half of the backend over a database. */
export class TestFleet {
  readonly signals: FluxFleetSignal[] = [];
  #sync: FleetSync | undefined;

  static async start(
    knex: Knex,
    options: FleetSimulatorOptions = {},
  ): Promise<TestFleet> {
    return new TestFleet(knex, await FleetSimulator.start(options));
  }

  private constructor(
    readonly knex: Knex,
    readonly simulator: FleetSimulator,
  ) {}

  addCluster(
    name: string,
    definitions: ResourceDefinition[] = fluxDefinitions([
      'Kustomization',
      'HelmRelease',
    ]),
  ): SimulatedCluster {
    const cluster = this.simulator.addCluster({ name, definitions });
    cluster.api.create(
      { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'apps' } },
      { manager: 'test' },
    );
    return cluster;
  }

  definition(cluster: SimulatedCluster): ClusterDefinition {
    const { name, server, token } = cluster;
    return { name, environment: 'dev', connection: { server, token } };
  }

  /** Starts the sync, with the clusters that there are or with others. */
  async startSync(
    options: Partial<SyncOptions> = {},
    definitions = this.simulator.clusters.map(c => this.definition(c)),
  ): Promise<FleetSync> {
    const source: ClusterSource = {
      id: 'simulator',
      start: ({ publish }) => publish(definitions),
    };
    this.#sync = createSync({
      config: {
        clusters: [],
        sync: { ...OPTIONS, ...options },
        allowedServers: [],
        deniedServers: [],
      },
      knex: this.knex,
      sources: [source],
      logger: mockServices.logger.mock(),
      publish: async signal => {
        this.signals.push(signal);
      },
      observer: observers(),
    });
    await this.#sync.engine.start();
    return this.#sync;
  }

  async stopSync(): Promise<void> {
    await this.#sync?.engine.stop();
    this.#sync = undefined;
  }

  async close(): Promise<void> {
    await this.stopSync();
    await this.simulator.close();
  }

  async cluster(name: string): Promise<ClusterRecord> {
    const found = await this.#sync!.clusterReader.get(name);
    if (!found) throw new Error(`There is no cluster ${name}`);
    return found;
  }

  /** All rows of the index, by name. */
  async resources(): Promise<FluxResource[]> {
    const reader = KnexResourceReader.create({ knex: this.knex });
    const { items } = await reader.list({
      filter: {},
      scope: 'all',
      sort: 'name',
      limit: 1000,
    });
    return items;
  }

  async names(): Promise<string[]> {
    return (await this.resources()).map(({ name }) => name);
  }
}
