import { randomBytes } from 'node:crypto';

import { fluxDefinitions } from '../flux/definitions/fluxDefinitions';
import { FleetSimulator } from '../simulator/FleetSimulator';
import { ApiClient } from './ApiClient';
import { readKubeconfig, ServerAccess } from './readKubeconfig';

const GROUP = 'kustomize.toolkit.fluxcd.io';

/**
 * What the suite runs against: the API server of `CONFORMANCE_KUBECONFIG`, or a simulated one. Everything happens in a namespace
 * of its own, which goes at the end.
 */
export class ConformanceTarget {
  readonly client: ApiClient;
  readonly isSimulator: boolean;
  readonly namespace = `conformance-${randomBytes(4).toString('hex')}`;
  /** What this server lacks, by name, and why. */
  readonly notApplicable = new Map<string, string>();
  /** Served versions of Kustomization, the preferred one first. */
  readonly versions: string[] = [];
  readonly #simulator: FleetSimulator | undefined;

  static async create(): Promise<ConformanceTarget> {
    const kubeconfig = process.env.CONFORMANCE_KUBECONFIG;
    if (kubeconfig) {
      const target = new ConformanceTarget(await readKubeconfig(kubeconfig));
      await target.#prepare();
      return target;
    }
    const simulator = await FleetSimulator.start();
    const { server, token } = simulator.addCluster({
      name: 'conformance',
      definitions: fluxDefinitions('2.6', { operator: true }),
    });
    const target = new ConformanceTarget({ server, token }, simulator);
    await target.#prepare();
    return target;
  }

  private constructor(access: ServerAccess, simulator?: FleetSimulator) {
    this.client = new ApiClient(access);
    this.#simulator = simulator;
    this.isSimulator = simulator !== undefined;
  }

  /** The path of the suite's Kustomizations, or of one of them. */
  path(name?: string, version = this.versions[0]): string {
    const collection = `/apis/${GROUP}/${version}/namespaces/${this.namespace}/kustomizations`;
    return name ? `${collection}/${name}` : collection;
  }

  /** The path of config maps, which every server has, or of one of them. */
  configMaps(name?: string): string {
    const collection = `/api/v1/namespaces/${this.namespace}/configmaps`;
    return name ? `${collection}/${name}` : collection;
  }

  /** A Kustomization that is suspended: no controller does much with it. */
  kustomization(
    name: string,
    options: { metadata?: object; spec?: object; version?: string } = {},
  ): Record<string, any> {
    return {
      apiVersion: `${GROUP}/${options.version ?? this.versions[0]}`,
      kind: 'Kustomization',
      metadata: { name, ...options.metadata },
      spec: {
        interval: '10m',
        path: './deploy',
        prune: true,
        suspend: true,
        sourceRef: { kind: 'GitRepository', name: 'none' },
        ...options.spec,
      },
    };
  }

  /** Creates a Kustomization and gives what the server made of it. */
  async create(
    name: string,
    options: { metadata?: object; spec?: object } = {},
  ): Promise<Record<string, any>> {
    const answer = await this.client.post(
      this.path(),
      this.kustomization(name, options),
    );
    if (answer.code !== 201) {
      throw new Error(`Could not create ${name}: ${answer.text}`);
    }
    return answer.json;
  }

  /** Notes that the server lacks something that a test is about. */
  lacks(what: string, why: string): void {
    this.notApplicable.set(what, why);
  }

  /** Removes what the suite made, and says what was not applicable. */
  async close(): Promise<void> {
    await this.client.delete(`/api/v1/namespaces/${this.namespace}`);
    this.client.close();
    await this.#simulator?.close();
    for (const [what, why] of this.notApplicable) {
      process.stdout.write(`not applicable: ${what} (${why})\n`);
    }
  }

  async #prepare(): Promise<void> {
    const group = await this.client.get(`/apis/${GROUP}`);
    if (group.code !== 200) {
      throw new Error(
        `The server has no Kustomizations; install Flux's CRDs first: ${group.text}`,
      );
    }
    this.versions.push(
      ...group.json.versions.map((entry: { version: string }) => entry.version),
    );
    const created = await this.client.post('/api/v1/namespaces', {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name: this.namespace },
    });
    if (created.code !== 201) {
      throw new Error(`Could not create a namespace: ${created.text}`);
    }
  }
}
