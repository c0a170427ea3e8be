import type {
  Operation,
  OperationAction,
  OperationOutcome,
  Page,
  ResourceName,
} from '@flux-fleet/backstage-plugin-flux-fleet-common';
import type { Knex } from 'knex';
import type { ResourceScope } from '../permissions/criteria';
import { decodeCursor, encodeCursor } from '../database/cursor';
import { whereInScope } from '../database/whereInScope';
import { whereResourceCondition } from '../resources/read/whereResourceCondition';
import {
  ENDED_OUTCOMES,
  outcomesAfter,
  toOperation,
  type OperationResultRow,
  type OperationRow,
} from './operationRows';

/** One resource of an operation that has not ended. */
export interface OpenResult extends ResourceName {
  operation: string;
  position: number;
  /** What is, or will be, written to the annotation that asks for the reconcile. */
  token: string;
  outcome: OperationOutcome;
  message: string;
  /** When the operation started, RFC 3339. */
  startedAt: string;
}

/** Who reads operations: they see their own, and those whose resources they may all read. */
export interface OperationReader {
  subject: string;
  scope: ResourceScope;
}

const SORT = '-startedAt';

/** Keeps operations and how they went. */
export class OperationStore {
  readonly #knex: Knex;

  /** The schema must have been migrated. */
  static create(options: { knex: Knex }): OperationStore {
    return new OperationStore(options.knex);
  }

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  /** Records an operation whose resources are all pending. */
  async add(operation: {
    id: string;
    action: OperationAction;
    requestedBy: string;
    startedAt: string;
    resources: Array<ResourceName & { token: string }>;
  }): Promise<void> {
    await this.#knex.transaction(async transaction => {
      await transaction('operations').insert({
        id: operation.id,
        action: operation.action,
        state: 'running',
        requested_by: operation.requestedBy,
        started_at: operation.startedAt,
        finished_at: null,
      });
      await transaction.batchInsert(
        'operation_results',
        operation.resources.map((resource, position) => ({
          operation: operation.id,
          position,
          cluster: resource.cluster,
          api_group: resource.group,
          kind: resource.kind,
          namespace: resource.namespace,
          name: resource.name,
          token: resource.token,
          outcome: 'pending',
          message: '',
        })),
        50,
      );
    });
  }

  /**
   * Records how far a resource of an operation has come, and ends the operation when all its resources have ended:
   * succeeded when all are ready. A result never goes back, and one that has ended stays as it is, so that two replicas
   * may follow one operation.
   */
  async record(progress: {
    operation: string;
    position: number;
    outcome: OperationOutcome;
    message: string;
    now: string;
  }): Promise<void> {
    const { operation, position, outcome, message, now } = progress;
    await this.#knex.transaction(async transaction => {
      await transaction('operation_results')
        .where({ operation, position })
        .whereNotIn('outcome', [...ENDED_OUTCOMES, ...outcomesAfter(outcome)])
        .update({ outcome, message });
      const open = await transaction('operation_results')
        .where({ operation })
        .whereNotIn('outcome', ENDED_OUTCOMES)
        .first('position');
      if (open) return;
      const unwell = await transaction('operation_results')
        .where({ operation })
        .whereNot({ outcome: 'ready' })
        .first('position');
      await transaction('operations')
        .where({ id: operation, state: 'running' })
        .update({ state: unwell ? 'failed' : 'succeeded', finished_at: now });
    });
  }

  /** Undefined when there is none, or the reader may not see it. */
  async get(
    id: string,
    reader: OperationReader,
  ): Promise<Operation | undefined> {
    const row: OperationRow | undefined = await this.#visibleTo(reader)
      .where('o.id', id)
      .first('o.*');
    if (!row) return undefined;
    const [operation] = await this.#withResults([row]);
    return operation;
  }

  /** Operations that the reader may see, newest first. Throws InputError for a cursor that is not one of its own. */
  async list(
    options: OperationReader & { limit: number; cursor?: string },
  ): Promise<Page<Operation>> {
    const { limit, cursor } = options;
    const query = this.#visibleTo(options).select('o.*');
    if (cursor !== undefined) {
      const { key } = decodeCursor(cursor, {
        sort: SORT,
        template: ['string', 'string'],
      });
      query.whereRaw('(o.started_at, o.id) < (?, ?)', key);
    }
    const rows: OperationRow[] = await query
      .orderBy([
        { column: 'o.started_at', order: 'desc' },
        { column: 'o.id', order: 'desc' },
      ])
      .limit(limit + 1);
    const [{ total }] = await this.#visibleTo(options).count({ total: '*' });
    const shown = rows.slice(0, limit);
    const last = shown.at(-1);
    return {
      items: await this.#withResults(shown),
      totalItems: Number(total),
      nextCursor:
        last && rows.length > limit
          ? encodeCursor({ sort: SORT, key: [last.started_at, last.id] })
          : null,
    };
  }

  /** Every result of running operations that has not ended, whoever asked for it, oldest first. */
  async openResults(): Promise<OpenResult[]> {
    return this.#open(query => query.orderBy(['o.started_at', 'p.position']));
  }

  /** One result as it is now; undefined when it has ended or is gone. */
  async openResult(name: {
    operation: string;
    position: number;
  }): Promise<OpenResult | undefined> {
    const { operation, position } = name;
    const [result] = await this.#open(query =>
      query.where({ 'p.operation': operation, 'p.position': position }),
    );
    return result;
  }

  async #open(
    narrow: (query: Knex.QueryBuilder) => Knex.QueryBuilder,
  ): Promise<OpenResult[]> {
    const rows: Array<OperationResultRow & { started_at: string }> =
      await narrow(
        this.#knex('operation_results as p')
          .join('operations as o', 'o.id', 'p.operation')
          .where('o.state', 'running')
          .whereNotIn('p.outcome', ENDED_OUTCOMES)
          .select('p.*', 'o.started_at'),
      );
    return rows.flatMap(({ api_group: group, started_at, token, ...row }) =>
      token === null ? [] : [{ ...row, group, token, startedAt: started_at }],
    );
  }

  /** Removes operations that finished before a time (RFC 3339); answers how many. */
  async removeFinishedBefore(time: string): Promise<number> {
    return this.#knex('operations')
      .whereNot({ state: 'running' })
      .where('finished_at', '<', time)
      .delete();
  }

  #visibleTo(reader: OperationReader): Knex.QueryBuilder {
    const query = this.#knex('operations as o');
    const { subject, scope } = reader;
    if (scope === 'all') return query;
    const readable = this.#knex('resources as r')
      .join('clusters as c', 'c.name', 'r.cluster')
      .whereRaw(
        `r.cluster = p.cluster and r.api_group = p.api_group and r.kind = p.kind
         and r.namespace = p.namespace and r.name = p.name`,
      );
    whereInScope(readable, scope, (inner, condition) =>
      whereResourceCondition(this.#knex, inner, condition),
    );
    const unreadable = this.#knex('operation_results as p')
      .whereRaw('p.operation = o.id')
      .whereNotExists(readable);
    return query.where(either =>
      either
        .where('o.requested_by', subject)
        .orWhere(inner => inner.whereNotExists(unreadable)),
    );
  }

  async #withResults(rows: OperationRow[]): Promise<Operation[]> {
    const results: OperationResultRow[] = await this.#knex('operation_results')
      .whereIn(
        'operation',
        rows.map(row => row.id),
      )
      .orderBy('position');
    const byOperation = new Map<string, OperationResultRow[]>();
    for (const result of results) {
      const own = byOperation.get(result.operation);
      if (own) own.push(result);
      else byOperation.set(result.operation, [result]);
    }
    return rows.map(row => toOperation(row, byOperation.get(row.id) ?? []));
  }
}
