import type {
  Cluster,
  ClusterSync,
  ClusterDetail,
  FluxResource,
  Operation,
  OperationOutcome,
  Page,
  ResourceDetail,
  ResourceEvent,
  ResourceFilter,
  ResourceName,
  Summary,
  SummaryDimension,
} from '@flux-fleet/backstage-plugin-flux-fleet-common';
import type { FluxFleetApi, ListResourcesRequest } from '../api';
import { LIST_FILTER_FIELDS } from '../api/resourceQuery';
import { resourceKey } from '../model/resourceKey';

/** What a fleet in memory holds. */
export interface FleetContents {
  clusters: Cluster[];
  /** How the sync of every cluster goes. */
  sync: ClusterSync | null;
  resources: FluxResource[];
  detail: Partial<ResourceDetail>;
  events: ResourceEvent[];
}

function matches(resource: FluxResource, filter: ResourceFilter): boolean {
  const holds = LIST_FILTER_FIELDS.every(field => {
    const wanted: string[] | undefined = filter[field];
    if (!wanted?.length || field === 'label') return true;
    return wanted.includes(resource[field]);
  });
  const text = `${resource.name} ${resource.message}`.toLowerCase();
  return holds && text.includes((filter.q ?? '').toLowerCase());
}

/** An error as the backend's answers become: with the status code and its words. */
export function backendError(statusCode: number, message: string): Error {
  return Object.assign(new Error(message), {
    statusCode,
    body: { error: { message } },
  });
}

/** A fleet that tests fill and change; pages by place, sorts nothing, and reconciles when told to. */
export class InMemoryFleet implements FluxFleetApi {
  clusters: Cluster[];
  sync: ClusterSync | null;
  resources: FluxResource[];
  /** What is known beyond the row, for every resource. */
  detail: FleetContents['detail'];
  events: ResourceEvent[];
  /** Thrown by everything while it is set. */
  failure: Error | undefined;
  /** What was asked for, the last one last. */
  readonly listed: ListResourcesRequest[] = [];
  #operation: Operation | undefined;

  constructor(contents: Partial<FleetContents> = {}) {
    this.clusters = contents.clusters ?? [];
    this.sync = contents.sync ?? null;
    this.resources = contents.resources ?? [];
    this.detail = contents.detail ?? {};
    this.events = contents.events ?? [];
  }

  async listClusters(): Promise<Cluster[]> {
    this.#check();
    return [...this.clusters];
  }

  async getCluster(name: string): Promise<ClusterDetail> {
    this.#check();
    const cluster = this.clusters.find(one => one.name === name);
    if (!cluster) throw backendError(404, 'No such cluster');
    return { ...cluster, sync: this.sync };
  }

  async listResources(
    request: ListResourcesRequest,
  ): Promise<Page<FluxResource>> {
    this.listed.push(request);
    this.#check();
    const found = this.resources.filter(r => matches(r, request.filter ?? {}));
    const start = Number(request.cursor ?? 0);
    const end = start + (request.limit ?? 100);
    return {
      items: found.slice(start, end),
      totalItems: found.length,
      nextCursor: end < found.length ? String(end) : null,
    };
  }

  async summarize(request: {
    by: SummaryDimension[];
    filter?: ResourceFilter;
  }): Promise<Summary> {
    this.#check();
    const [by] = request.by;
    const found = this.resources.filter(r => matches(r, request.filter ?? {}));
    const counts = new Map<string, number>();
    for (const resource of found) {
      const value =
        by === 'version' ? resource.shortRevision ?? '' : resource[by];
      counts.set(value, (counts.get(value) ?? 0) + 1);
    }
    return {
      groups: [...counts].map(([value, count]) => ({
        key: { [by]: value },
        count,
      })),
      totalResources: found.length,
    };
  }

  async getResource(name: ResourceName): Promise<ResourceDetail> {
    this.#check();
    const resource = this.resources.find(
      r => resourceKey(r) === resourceKey(name),
    );
    if (!resource) throw backendError(404, 'No such resource');
    return {
      resource,
      object: {
        apiVersion: `${resource.group}/${resource.version}`,
        kind: resource.kind,
        metadata: { name: resource.name, namespace: resource.namespace },
      },
      unavailable: null,
      conditions: [],
      dependsOn: [],
      inventory: [],
      ...this.detail,
    };
  }

  async listEvents(): Promise<Page<ResourceEvent>> {
    this.#check();
    return {
      items: this.events,
      totalItems: this.events.length,
      nextCursor: null,
    };
  }

  async reconcile(name: ResourceName): Promise<Operation> {
    this.#check();
    this.#operation = {
      id: 'op-1',
      action: 'reconcile',
      state: 'running',
      requestedBy: 'user:default/guest',
      startedAt: '2026-03-01T12:00:00Z',
      finishedAt: null,
      counts: {},
      results: [{ ...name, outcome: 'requested', message: '' }],
    };
    return this.#operation;
  }

  async getOperation(): Promise<Operation> {
    this.#check();
    if (!this.#operation) throw backendError(404, 'No such operation');
    return this.#operation;
  }

  /** Brings the running operation to an outcome. */
  settle(outcome: OperationOutcome, message = ''): void {
    const running = this.#operation;
    if (!running) throw new Error('No operation was started');
    const end = outcome === 'ready' ? 'succeeded' : 'failed';
    const isOver = outcome !== 'requested' && outcome !== 'reconciling';
    this.#operation = {
      ...running,
      state: isOver ? end : 'running',
      results: running.results.map(r => ({ ...r, outcome, message })),
    };
  }

  #check(): void {
    if (this.failure) throw this.failure;
  }
}
