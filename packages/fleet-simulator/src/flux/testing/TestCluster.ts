import { ApiServer } from '../../apiserver/ApiServer';
import { ManualClock } from '../../apiserver/ManualClock';
import { KubernetesObject, ObjectKey } from '../../apiserver/types';
import { fluxDefinitions } from '../definitions/fluxDefinitions';
import { FluxRelease } from '../FluxRelease';
import { Condition } from '../machinery/Condition';
import { conditionOf } from '../machinery/conditions';
import { groupOf } from '../machinery/objectKeys';
import { Random } from '../Random';
import { startFluxControllers } from '../startFluxControllers';
import { World } from '../world/World';

/** Which cluster a test wants. */
export interface TestClusterOptions {
  release?: FluxRelease;
  operator?: boolean;
  intervals?: 'run' | 'off';
}

/** A cluster with Flux's controllers on a clock that the test moves: the real API server, without HTTP. */
export class TestCluster {
  static readonly NAMESPACE = 'apps';
  static readonly REPOSITORY = 'https://github.com/acme/deploy';
  static readonly CHARTS = 'https://charts.example.com';

  readonly clock = ManualClock.create();
  readonly world = World.create();
  readonly api: ApiServer;
  readonly #controllers: { stop(): void };

  /** A cluster with the namespace `apps`, a Git repository and charts in the world. */
  static create(options: TestClusterOptions = {}): TestCluster {
    return new TestCluster(options);
  }

  private constructor(options: TestClusterOptions) {
    const release = options.release ?? '2.9';
    const operator = options.operator ?? true;
    this.api = ApiServer.create({
      name: 'test',
      clock: this.clock,
      definitions: fluxDefinitions(release, { operator }),
    });
    for (const name of [TestCluster.NAMESPACE, 'flux-system']) {
      this.api.create(
        { apiVersion: 'v1', kind: 'Namespace', metadata: { name } },
        { manager: 'test' },
      );
    }
    this.world.git.add(TestCluster.REPOSITORY, 'main');
    this.world.charts.publish(TestCluster.CHARTS, 'app', {
      version: '1.0.0',
      appVersion: '7.1.0',
    });
    this.#controllers = startFluxControllers(this.api, {
      release,
      operator,
      world: this.world,
      random: Random.create('test'),
      intervals: options.intervals,
    });
  }

  /** Creates an object of a Flux kind in `apps`. */
  add(
    kind: string,
    name: string,
    spec: Record<string, unknown>,
    metadata: Partial<KubernetesObject['metadata']> = {},
  ): KubernetesObject {
    return this.api.create(
      {
        apiVersion: this.#apiVersion(kind),
        kind,
        metadata: { name, namespace: TestCluster.NAMESPACE, ...metadata },
        spec,
      },
      { manager: 'test' },
    );
  }

  addGitRepository(name = 'deploy'): void {
    this.add('GitRepository', name, {
      interval: '1m',
      ref: { branch: 'main' },
      url: TestCluster.REPOSITORY,
    });
  }

  addKustomization(name: string, spec: Record<string, unknown> = {}): void {
    this.add('Kustomization', name, {
      interval: '10m',
      path: `./${name}`,
      prune: true,
      sourceRef: { kind: 'GitRepository', name: 'deploy' },
      ...spec,
    });
  }

  /** A release of the chart `app` from a HelmRepository `charts`, which it adds too unless it is there. */
  addHelmRelease(name: string, spec: Record<string, unknown> = {}): void {
    if (!this.api.get(this.key('HelmRepository', 'charts'))) {
      this.add('HelmRepository', 'charts', {
        interval: '5m',
        url: TestCluster.CHARTS,
      });
    }
    this.add('HelmRelease', name, {
      interval: '10m',
      chart: {
        spec: {
          chart: 'app',
          version: '1.x',
          sourceRef: { kind: 'HelmRepository', name: 'charts' },
        },
      },
      ...spec,
    });
  }

  key(
    kind: string,
    name: string,
    namespace = TestCluster.NAMESPACE,
  ): ObjectKey {
    return { group: groupOf(this.#apiVersion(kind)), kind, namespace, name };
  }

  /** @throws Error when the object is not there */
  get(kind: string, name: string): KubernetesObject {
    const object = this.api.get(this.key(kind, name));
    if (!object) {
      throw new Error(`${kind}/${name} is not there`);
    }
    return object;
  }

  condition(kind: string, name: string, type = 'Ready'): Condition | undefined {
    return conditionOf(this.get(kind, name), type);
  }

  /** `status reason` of Ready, as tests compare it. */
  ready(kind: string, name: string): string {
    const ready = this.condition(kind, name);
    return `${ready?.status} ${ready?.reason}`;
  }

  patch(kind: string, name: string, patch: Record<string, unknown>): void {
    this.api.patch(this.key(kind, name), patch, { manager: 'test' });
  }

  /** Asks for a reconcile with a token, by annotation as people do. */
  request(
    kind: string,
    name: string,
    token: string,
    also: { force?: boolean; reset?: boolean } = {},
  ): void {
    this.patch(kind, name, {
      metadata: {
        annotations: {
          'reconcile.fluxcd.io/requestedAt': token,
          ...(also.force && { 'reconcile.fluxcd.io/forceAt': token }),
          ...(also.reset && { 'reconcile.fluxcd.io/resetAt': token }),
        },
      },
    });
  }

  /** Messages of the events about an object, with their counts. */
  events(
    name: string,
  ): Array<{ reason: unknown; message: unknown; count: unknown }> {
    return this.api
      .list('', 'Event')
      .filter(
        event =>
          (event.involvedObject as { name?: string } | undefined)?.name ===
          name,
      )
      .map(({ reason, message, count }) => ({ reason, message, count }));
  }

  /** Long enough for a chain of reconciles to end, too short for most intervals. */
  settle(): void {
    this.clock.advance(20_000);
  }

  stop(): void {
    this.#controllers.stop();
  }

  #apiVersion(kind: string): string {
    const found = this.api
      .definitions()
      .find(
        definition =>
          definition.kind === kind && definition.group.includes('flux'),
      );
    if (!found) {
      throw new Error(`The cluster does not serve ${kind}`);
    }
    return `${found.group}/${found.versions[0]}`;
  }
}
