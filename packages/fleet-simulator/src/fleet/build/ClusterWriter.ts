import { ClusterApi, KubernetesObject } from '../../apiserver/types';
import { KUSTOMIZE_GROUP } from '../../flux/fluxGroups';
import { EventRecorder } from '../../flux/machinery/EventRecorder';
import { finalizerOf } from '../../flux/machinery/finalizerOf';
import { EventDraft } from '../../flux/machinery/Outcome';
import { groupOf } from '../../flux/machinery/objectKeys';
import { timestamp } from '../../flux/machinery/timestamp';
import { Random } from '../../flux/Random';
import { reconcilerOf } from '../../flux/reconcilers';
import { World } from '../../flux/world/World';
import { ClusterPlan } from '../ClusterPlan';
import { Trouble, TroubleFinder } from '../trouble/Trouble';
import { managedFields } from './managedFields';
import { mergeFields } from './mergeFields';
import { settleObject } from './settleObject';
import { suspendObject } from './suspendObject';

const DAY = 86_400_000;

/** An object before it is written. */
export interface Draft {
  kind: string;
  namespace: string;
  name: string;
  spec: Record<string, unknown>;
  labels?: Record<string, string>;
  annotations?: Record<string, string>;
  /** What status holds before the object is first reconciled: an inventory, an earlier history. */
  status?: Record<string, unknown>;
  /** The Kustomization that applied it. */
  owner?: { namespace: string; name: string };
  /** Who applied it when no Kustomization did: people's `flux` command unless said otherwise. */
  manager?: string;
  /** Whether the owner's manifest carries `suspend: false`, so that the owner reverts a manual suspend. */
  guarded?: boolean;
}

/** What writing into one cluster needs. */
export interface ClusterWriterOptions {
  api: ClusterApi;
  world: World;
  plan: ClusterPlan;
  random: Random;
  troubles: TroubleFinder;
  /** Milliseconds since the epoch. */
  now: number;
}

/**
 * Lays objects out on a new cluster in the state in which Flux would have left them: each is reconciled once, at a time in the
 * past, before it is created. Whatever it reads must have been written before.
 */
export class ClusterWriter {
  readonly plan: ClusterPlan;
  readonly api: ClusterApi;
  readonly world: World;
  readonly random: Random;
  readonly now: number;
  readonly #troubles: TroubleFinder;
  readonly #events: EventRecorder;
  readonly #apiVersions: Map<string, string>;
  readonly #manifests = new Map<string, KubernetesObject[]>();
  #count = 0;

  static create(options: ClusterWriterOptions): ClusterWriter {
    return new ClusterWriter(options);
  }

  private constructor(options: ClusterWriterOptions) {
    this.plan = options.plan;
    this.api = options.api;
    this.world = options.world;
    this.random = options.random;
    this.now = options.now;
    this.#troubles = options.troubles;
    this.#events = EventRecorder.create({ api: options.api });
    this.#apiVersions = new Map(
      options.api
        .definitions()
        .map(({ group, versions, kind }) => [
          kind,
          group ? `${group}/${versions[0]}` : versions[0],
        ]),
    );
  }

  /** How many Flux objects have been written. */
  get count(): number {
    return this.#count;
  }

  /** Whether the cluster serves a kind. */
  serves(kind: string): boolean {
    return this.#apiVersions.has(kind);
  }

  /** The preferred apiVersion of a kind. */
  apiVersion(kind: string): string {
    return this.#apiVersions.get(kind) ?? 'v1';
  }

  /** What a Kustomization applies, as written so far. */
  manifests(owner: { namespace: string; name: string }): KubernetesObject[] {
    return this.#manifests.get(`${owner.namespace}/${owner.name}`) ?? [];
  }

  /** The specification that an object is going to have: its trouble may change it. */
  specOf(draft: Draft): Record<string, any> {
    const trouble = this.#troubles(draft.kind, draft.namespace, draft.name);
    return mergeFields(
      draft.spec,
      trouble && 'spec' in trouble ? trouble.spec : undefined,
    );
  }

  /** What keeps the pods of a Flux object's workloads from running, if anything does. */
  podTrouble(
    kind: string,
    namespace: string,
    name: string,
  ): { reason: string; message: string } | undefined {
    const trouble = this.#troubles(kind, namespace, name);
    return trouble?.kind === 'problem' ? trouble.pods : undefined;
  }

  /** Records an event about an object, a few minutes ago. */
  event(object: KubernetesObject, source: string, event: EventDraft): void {
    this.#events.record(object, source, event, this.now - 240_000);
  }

  /** Writes a plain object that no Flux controller reconciles. */
  plain(object: KubernetesObject, manager: string): KubernetesObject {
    const { metadata } = object;
    const path = `${object.kind}/${metadata.namespace ?? ''}/${metadata.name}`;
    return this.api.create(
      {
        ...object,
        metadata: {
          ...metadata,
          uid: this.random.fork(path).uuid(),
          creationTimestamp:
            metadata.creationTimestamp ?? timestamp(this.#created(path)),
        },
      },
      { manager },
    );
  }

  /** Writes a Flux object that another one has made. */
  generated(object: KubernetesObject, manager: string): KubernetesObject {
    this.#count += 1;
    return this.plain(object, manager);
  }

  /** Writes a Flux object with the status that its last reconcile left. */
  flux(draft: Draft): KubernetesObject {
    const path = `${draft.kind}/${draft.namespace}/${draft.name}`;
    const trouble = this.#troubles(draft.kind, draft.namespace, draft.name);
    const object = this.#object(draft, path, trouble);
    settleObject(object, { writer: this, events: this.#events, trouble });
    const reconciler = reconcilerOf({
      group: groupOf(object.apiVersion),
      kind: object.kind,
    });
    object.metadata.managedFields = managedFields(object, {
      manager: draft.owner ? 'kustomize-controller' : draft.manager ?? 'flux',
      statusManager: reconciler?.controller,
      now: this.now,
    });
    if (trouble?.kind === 'suspended') {
      suspendObject(object, trouble, this.now);
    }
    this.#count += 1;
    return this.api.create(object, { manager: 'kustomize-controller' });
  }

  #object(
    draft: Draft,
    path: string,
    trouble: Trouble | undefined,
  ): KubernetesObject {
    const apiVersion = this.apiVersion(draft.kind);
    const spec = this.specOf(draft);
    if (draft.guarded) {
      spec.suspend = false;
    }
    const manifest: KubernetesObject = {
      apiVersion,
      kind: draft.kind,
      metadata: {
        name: draft.name,
        namespace: draft.namespace,
        ...(draft.labels && { labels: draft.labels }),
        ...(draft.annotations && { annotations: draft.annotations }),
      },
      spec,
    };
    if (draft.owner) {
      const owner = `${draft.owner.namespace}/${draft.owner.name}`;
      const manifests = this.#manifests.get(owner) ?? [];
      manifests.push(manifest);
      this.#manifests.set(owner, manifests);
    }
    const status = {
      ...draft.status,
      ...(trouble?.kind === 'problem' && trouble.status),
    };
    return {
      ...manifest,
      metadata: {
        ...manifest.metadata,
        uid: this.random.fork(`${path}#uid`).uuid(),
        creationTimestamp: timestamp(this.#created(path)),
        generation: 1,
        finalizers: [finalizerOf({ group: groupOf(apiVersion) })],
        ...(draft.owner && {
          labels: {
            ...draft.labels,
            [`${KUSTOMIZE_GROUP}/name`]: draft.owner.name,
            [`${KUSTOMIZE_GROUP}/namespace`]: draft.owner.namespace,
          },
        }),
      },
      ...(Object.keys(status).length > 0 && { status }),
    };
  }

  #created(path: string): number {
    const days = this.random.fork(`${path}#age`).next() * 0.8 + 0.2;
    return this.now - days * this.plan.ageInDays * DAY;
  }
}
