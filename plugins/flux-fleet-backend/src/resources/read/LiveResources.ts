import {
  isError,
  NotFoundError,
  ServiceUnavailableError,
} from '@backstage/errors';
import {
  dependsOnOf,
  groupOf,
  inventoryOf,
  readConditions,
  type FluxObject,
  type FluxResource,
  type InventoryEntry,
  type Page,
  type ResourceDetail,
  type ResourceEvent,
  type ResourceName,
} from '@flux-fleet/backstage-plugin-flux-fleet-common';
import type { KubernetesClients } from '../../kubernetes/types';
import type { ResourceScope } from '../../permissions/criteria';
import type { ResourceReader } from '../types';
import { objectPathOf } from './objectPathOf';
import { pageOf } from './pageOf';
import { redactText } from '../redactText';
import { redact } from './redact';
import { toResourceEvent } from './toResourceEvent';

/** How long a cluster may take to answer somebody who waits for a page. */
const TIMEOUT_MS = 5_000;

/** How many events of one resource are read, in the cluster's own order; clusters forget them after an hour. */
const EVENTS_PER_REQUEST = 1_000;
const MOST_REQUESTS = 5;

const timeOf = ({ lastSeenAt }: ResourceEvent) =>
  lastSeenAt === null ? 0 : Date.parse(lastSeenAt);

/** Shows one resource in detail: its row from the index, and its object, events and inventory live from the cluster. */
export class LiveResources {
  readonly #resources: ResourceReader;
  readonly #clients: KubernetesClients;

  static create(options: {
    resources: ResourceReader;
    clients: KubernetesClients;
  }): LiveResources {
    return new LiveResources(options);
  }

  private constructor(options: {
    resources: ResourceReader;
    clients: KubernetesClients;
  }) {
    this.#resources = options.resources;
    this.#clients = options.clients;
  }

  /**
   * Throws NotFoundError when the index does not have the resource, or the scope leaves it out. A cluster that cannot
   * be read is no error: the answer has no object then, and says why.
   */
  async detail(
    name: ResourceName,
    scope: ResourceScope,
  ): Promise<ResourceDetail> {
    const resource = await this.#get(name, scope);
    let object: FluxObject;
    try {
      object = await this.#read(resource);
    } catch (error) {
      return {
        resource,
        object: null,
        unavailable: LiveResources.#why(error),
        conditions: [],
        dependsOn: [],
        inventory: [],
      };
    }
    const shown = redact(object);
    return {
      resource,
      object: shown,
      unavailable: null,
      conditions: readConditions(shown),
      dependsOn: dependsOnOf(object),
      inventory: inventoryOf(object),
    };
  }

  /**
   * The events about a resource, newest first. When a cluster keeps more than 5000 about it, those are left out that it
   * hands out last, whatever their time: it hands them out by name.
   * Throws NotFoundError as {@link LiveResources.detail}, ServiceUnavailableError when the cluster cannot be read, and
   * InputError for a cursor that is not one of its own.
   */
  async events(
    name: ResourceName,
    scope: ResourceScope,
    options: { limit: number; cursor?: string },
  ): Promise<Page<ResourceEvent>> {
    const resource = await this.#get(name, scope);
    const found = await this.#orUnavailable(() => this.#readEvents(resource));
    const events = found
      .map(toResourceEvent)
      .sort((a, b) => timeOf(b) - timeOf(a));
    return pageOf(events, options);
  }

  /** What a resource applied, in the order of its inventory. Throws as {@link LiveResources.events}. */
  async inventory(
    name: ResourceName,
    scope: ResourceScope,
    options: { limit: number; cursor?: string },
  ): Promise<Page<InventoryEntry>> {
    const resource = await this.#get(name, scope);
    const object = await this.#orUnavailable(() => this.#read(resource));
    return pageOf(inventoryOf(object), options);
  }

  async #get(name: ResourceName, scope: ResourceScope): Promise<FluxResource> {
    const resource = await this.#resources.get(name, scope);
    if (!resource) {
      const { kind, namespace, name: own, cluster } = name;
      throw new NotFoundError(
        `There is no ${kind} ${namespace}/${own} on ${cluster}`,
      );
    }
    return resource;
  }

  async #read(resource: FluxResource): Promise<FluxObject> {
    const client = await this.#clients.client(resource.cluster);
    return client.get(objectPathOf(resource), { timeoutMs: TIMEOUT_MS });
  }

  async #readEvents(resource: FluxResource): Promise<object[]> {
    const { cluster, group, kind, namespace, name } = resource;
    const client = await this.#clients.client(cluster);
    const signal = AbortSignal.timeout(TIMEOUT_MS);
    const events: FluxObject[] = [];
    let next: string | undefined;
    let requests = 0;
    do {
      const page = await client.list(
        { group: '', version: 'v1', plural: 'events', namespace },
        {
          limit: EVENTS_PER_REQUEST,
          continue: next,
          fieldSelector: `involvedObject.kind=${kind},involvedObject.name=${name}`,
        },
        { signal, timeoutMs: TIMEOUT_MS },
      );
      events.push(...page.items);
      next = page.continue;
      requests += 1;
    } while (next !== undefined && requests < MOST_REQUESTS);
    // Kinds of other groups may have the same name.
    return events.filter(event => {
      const about = event.involvedObject as { apiVersion?: string } | undefined;
      return !about?.apiVersion || groupOf(about.apiVersion) === group;
    });
  }

  async #orUnavailable<T>(read: () => Promise<T>): Promise<T> {
    try {
      return await read();
    } catch (error) {
      throw new ServiceUnavailableError(LiveResources.#why(error));
    }
  }

  static #why(this: void, error: unknown): string {
    const message = isError(error) ? error.message : String(error);
    return `The cluster cannot be read now: ${redactText(message)}`;
  }
}
