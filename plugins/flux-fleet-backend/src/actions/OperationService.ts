import { randomUUID } from 'node:crypto';
import type { LoggerService } from '@backstage/backend-plugin-api';
import {
  ConflictError,
  isError,
  NotAllowedError,
  NotFoundError,
  ServiceUnavailableError,
} from '@backstage/errors';
import {
  type FluxObject,
  type FluxResource,
  type Operation,
  type Page,
  type ResourceName,
} from '@flux-fleet/backstage-plugin-flux-fleet-common';
import type { KubernetesClients } from '../kubernetes/types';
import type { ResourceScope } from '../permissions/criteria';
import { objectPathOf } from '../resources/read/objectPathOf';
import type { ResourceReader } from '../resources/types';
import { redactText } from '../resources/redactText';
import { cleanText } from '../sync/cleanText';
import { createReconcileToken } from './createReconcileToken';
import type {
  OpenResult,
  OperationReader,
  OperationStore,
} from './OperationStore';
import { ReconcileFollower } from './ReconcileFollower';
import { describeResource, refusalOf } from './refusalOf';

const READ_TIMEOUT_MS = 5_000;
/** How much of what a controller says is kept. */
const MESSAGE_LENGTH = 4_096;

const DAY_MS = 24 * 60 * 60 * 1_000;

/** How many resources one process follows at once; each costs a request every two seconds. */
const MOST_FOLLOWED = 200;

/** How long operations are kept after they finished, in days. */
const KEPT_FOR_DAYS = 30;

/** What operations are made of. */
export interface OperationServiceOptions {
  store: OperationStore;
  resources: ResourceReader;
  clients: KubernetesClients;
  logger: LoggerService;
  /** How long a resource is followed before it is given up, in milliseconds. */
  timeoutMs: number;
  /** How many resources are followed at once; 200 by default. */
  mostFollowed?: number;
}

/**
 * Starts operations, follows them to their end, and shows them. Each step is in the database before the next one, and
 * the token is there before the cluster is asked: what a restart interrupts is followed on by {@link OperationService.resume}.
 */
export class OperationService {
  readonly #options: OperationServiceOptions;
  readonly #follower: ReconcileFollower;
  readonly #stopping = new AbortController();
  /** What this process follows, by operation and position. */
  readonly #followed = new Map<string, Promise<void>>();
  /** Reconciles that are accepted and not followed yet. */
  #starting = 0;

  static create(options: OperationServiceOptions): OperationService {
    return new OperationService(options);
  }

  private constructor(options: OperationServiceOptions) {
    this.#options = options;
    this.#follower = ReconcileFollower.create({ clients: options.clients });
  }

  /**
   * Starts to reconcile one resource; the operation that is answered is followed in the background.
   * Throws NotFoundError when the resource does not exist or may not be read, NotAllowedError when it may not be
   * reconciled, ConflictError, with what to do instead, when that would lead to nothing, and ServiceUnavailableError when
   * its cluster cannot be read now or too much is followed already.
   */
  async reconcile(
    name: ResourceName,
    by: {
      subject: string;
      readScope: ResourceScope;
      reconcileScope: ResourceScope;
    },
  ): Promise<Operation> {
    const { resources } = this.#options;
    const what = describeResource(name);
    const resource = await resources.get(name, by.readScope);
    if (!resource) throw new NotFoundError(`There is no ${what}`);
    if (!(await resources.get(name, by.reconcileScope))) {
      throw new NotAllowedError(`You may not reconcile ${what}`);
    }
    const { mostFollowed = MOST_FOLLOWED } = this.#options;
    if (this.#followed.size + this.#starting >= mostFollowed) {
      throw new ServiceUnavailableError(
        `${
          this.#followed.size
        } resources are being reconciled; try again in a minute`,
      );
    }
    this.#starting += 1;
    try {
      await this.#refuse(resource);
      return await this.#start(resource, by);
    } finally {
      this.#starting -= 1;
    }
  }

  /** Records an operation on one resource and follows it. */
  async #start(
    resource: FluxResource,
    by: { subject: string; readScope: ResourceScope },
  ): Promise<Operation> {
    const { store } = this.#options;
    const { cluster, group, kind, namespace, name } = resource;
    const now = new Date();
    const operation = {
      id: randomUUID(),
      action: 'reconcile' as const,
      requestedBy: by.subject,
      startedAt: now.toISOString(),
      resources: [
        {
          cluster,
          group,
          kind,
          namespace,
          name,
          token: createReconcileToken(now),
        },
      ],
    };
    await store.add(operation);
    const reader = { subject: by.subject, scope: by.readScope };
    const started = await store.get(operation.id, reader);
    if (!started) throw new NotFoundError('The operation was removed');
    this.#follow({ operation: operation.id, position: 0 }, resource.version);
    return started;
  }

  /** Throws NotFoundError when there is none, or the reader may not see it. */
  async get(id: string, reader: OperationReader): Promise<Operation> {
    const operation = await this.#options.store.get(id, reader);
    if (!operation) throw new NotFoundError(`There is no operation ${id}`);
    return operation;
  }

  /** Operations that the reader may see, newest first. */
  async list(
    options: OperationReader & { limit: number; cursor?: string },
  ): Promise<Page<Operation>> {
    return this.#options.store.list(options);
  }

  /**
   * Follows what has not ended and is not followed here: after a restart, or when another replica went away. What the
   * index does not have may come yet, when the source of its cluster has started: only its timeout ends it.
   */
  async resume(): Promise<void> {
    const { store, resources, timeoutMs } = this.#options;
    const { mostFollowed = MOST_FOLLOWED } = this.#options;
    const open = (await store.openResults()).filter(
      result => !this.#followed.has(OperationService.#keyOf(result)),
    );
    const rows = await resources.getMany(open);
    for (const [i, result] of open.entries()) {
      const row = rows[i];
      if (row) {
        // What does not fit is left for the next time.
        if (this.#followed.size < mostFollowed) {
          this.#follow(result, row.version);
        }
      } else if (Date.now() >= Date.parse(result.startedAt) + timeoutMs) {
        await this.#record(result, 'failed', 'It is no longer on the cluster');
      }
    }
  }

  /** Removes operations that finished long ago. */
  async removeOld(): Promise<void> {
    const before = new Date(Date.now() - KEPT_FOR_DAYS * DAY_MS);
    await this.#options.store.removeFinishedBefore(before.toISOString());
  }

  /** Stops to follow; resolves when the last step is recorded. What has not ended stays to be resumed. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await Promise.allSettled(this.#followed.values());
  }

  /**
   * Throws ConflictError when the resource, read from its cluster, cannot be reconciled, and ServiceUnavailableError when
   * it cannot be read.
   */
  async #refuse(resource: FluxResource): Promise<void> {
    const { clients } = this.#options;
    const what = describeResource(resource);
    let object: FluxObject;
    try {
      const client = await clients.client(resource.cluster);
      object = await client.get(objectPathOf(resource), {
        timeoutMs: READ_TIMEOUT_MS,
      });
    } catch (error) {
      const why = redactText(isError(error) ? error.message : String(error));
      throw new ServiceUnavailableError(
        `${what} cannot be reconciled, because it cannot be read from its cluster: ${why}. Try again when the cluster answers`,
      );
    }
    const refusal = refusalOf(resource, object);
    if (refusal !== undefined) throw new ConflictError(refusal);
  }

  /** Follows a result in the background, once however often it is asked to. */
  #follow(
    result: { operation: string; position: number },
    version: string,
  ): void {
    const key = OperationService.#keyOf(result);
    if (this.#followed.has(key)) return;
    const followed = this.#followToEnd(result, version)
      .catch(error => {
        // It stays open in the database, from where it is resumed.
        this.#options.logger.warn(
          `Stopped to follow operation ${result.operation}: ${
            isError(error) ? error.message : error
          }`,
        );
      })
      .finally(() => this.#followed.delete(key));
    this.#followed.set(key, followed);
  }

  async #followToEnd(
    name: { operation: string; position: number },
    version: string,
  ): Promise<void> {
    const { store, timeoutMs } = this.#options;
    // Read only now that nobody else here follows it: whoever did may have come far since it was listed.
    const result = await store.openResult(name);
    if (!result) return;
    const { cluster, group, kind, namespace, token, outcome } = result;
    await this.#follower.follow({
      cluster,
      path: objectPathOf({
        group,
        version,
        kind,
        namespace,
        name: result.name,
      }),
      token,
      outcome,
      deadline: Date.parse(result.startedAt) + timeoutMs,
      signal: this.#stopping.signal,
      report: (next, message) => this.#record(name, next, message),
    });
  }

  async #record(
    result: { operation: string; position: number },
    outcome: OpenResult['outcome'],
    message: string,
  ): Promise<void> {
    const { operation, position } = result;
    await this.#options.store.record({
      operation,
      position,
      outcome,
      message: cleanText(message, MESSAGE_LENGTH),
      now: new Date().toISOString(),
    });
  }

  static #keyOf(result: { operation: string; position: number }): string {
    return `${result.operation}/${result.position}`;
  }
}
