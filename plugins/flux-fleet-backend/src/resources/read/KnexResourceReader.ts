import {
  STATUSES,
  type FluxResource,
  type Page,
  type ResourceFilter,
  type ResourceName,
  type ResourceSort,
  type Status,
  type Summary,
  type SummaryDimension,
} from '@flux-fleet/backstage-plugin-flux-fleet-common';
import type { Knex } from 'knex';
import type { AuthorizableResource } from '../../permissions/AuthorizableResource';
import type { ResourceScope } from '../../permissions/criteria';
import type { ResourceReader } from '../types';
import { decodeCursor, encodeCursor } from '../../database/cursor';
import {
  RESOURCE_ROW_COLUMNS,
  toResource,
  type ResourceRow,
} from './resourceRow';
import { sortOrder } from './sortOrder';
import { whereFilter } from './whereFilter';
import { whereInScope } from '../../database/whereInScope';
import { whereResourceCondition } from './whereResourceCondition';

/** How many names one query asks for. */
const NAMES_PER_QUERY = 200;

const DIMENSION_COLUMN: Record<SummaryDimension, string> = {
  cluster: 'r.cluster',
  environment: 'c.environment',
  kind: 'r.kind',
  namespace: 'r.namespace',
  status: 'r.status',
  version: 'r.short_revision',
};

const nameKey = (name: ResourceName) =>
  JSON.stringify([
    name.cluster,
    name.group,
    name.kind,
    name.namespace,
    name.name,
  ]);

/** Reads the index from PostgreSQL or SQLite. */
export class KnexResourceReader implements ResourceReader {
  readonly #knex: Knex;

  /** The schema must have been migrated. */
  static create(options: { knex: Knex }): KnexResourceReader {
    return new KnexResourceReader(options.knex);
  }

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  async list(options: {
    filter: ResourceFilter;
    scope: ResourceScope;
    sort: ResourceSort;
    limit: number;
    cursor?: string;
  }): Promise<Page<FluxResource>> {
    const { filter, scope, sort, limit } = options;
    const { columns, direction } = sortOrder(sort);
    const selected = () => {
      const query = this.#rows(scope);
      whereFilter(this.#knex, query, filter);
      return query;
    };
    const query = selected().select(RESOURCE_ROW_COLUMNS);
    if (options.cursor !== undefined) {
      const { key } = decodeCursor(options.cursor, {
        sort,
        template: columns.map(column =>
          column === 'r.urgency' ? 'number' : 'string',
        ),
      });
      const names = columns.map(() => '??').join(', ');
      const values = columns.map(() => '?').join(', ');
      query.whereRaw(
        `(${names}) ${direction === 'asc' ? '>' : '<'} (${values})`,
        [...columns, ...key],
      );
    }
    query
      .orderBy(columns.map(column => ({ column, order: direction })))
      .limit(limit + 1);

    const rows: ResourceRow[] = await query;
    const [{ total }] = await selected().count({ total: '*' });
    const items = rows.slice(0, limit);
    const last = items.at(-1);
    const valueOf = (row: ResourceRow, column: string) =>
      row[column.slice(2) as keyof ResourceRow] as string | number;
    return {
      items: items.map(KnexResourceReader.#withoutClusterLabels),
      totalItems: Number(total),
      nextCursor:
        last && rows.length > limit
          ? encodeCursor({
              sort,
              key: columns.map(column => valueOf(last, column)),
            })
          : null,
    };
  }

  async get(
    name: ResourceName,
    scope: ResourceScope,
  ): Promise<FluxResource | undefined> {
    const row: ResourceRow | undefined = await this.#rows(scope)
      .where({
        'r.cluster': name.cluster,
        'r.api_group': name.group,
        'r.kind': name.kind,
        'r.namespace': name.namespace,
        'r.name': name.name,
      })
      .first(RESOURCE_ROW_COLUMNS);
    return row && KnexResourceReader.#withoutClusterLabels(row);
  }

  async getMany(
    names: ResourceName[],
  ): Promise<Array<AuthorizableResource | undefined>> {
    const found = new Map<string, AuthorizableResource>();
    for (let from = 0; from < names.length; from += NAMES_PER_QUERY) {
      const some = names.slice(from, from + NAMES_PER_QUERY);
      const rows: ResourceRow[] = await this.#rows('all')
        .select(RESOURCE_ROW_COLUMNS)
        .whereRaw(
          `(r.cluster, r.api_group, r.kind, r.namespace, r.name) in (values ${some
            .map(() => '(?, ?, ?, ?, ?)')
            .join(', ')})`,
          some.flatMap(n => [n.cluster, n.group, n.kind, n.namespace, n.name]),
        );
      for (const row of rows) {
        const resource = toResource(row);
        found.set(nameKey(resource), resource);
      }
    }
    return names.map(name => found.get(nameKey(name)));
  }

  async summarize(options: {
    by: SummaryDimension[];
    filter: ResourceFilter;
    scope: ResourceScope;
  }): Promise<Summary> {
    const by = [...new Set(options.by)];
    const query = this.#rows(options.scope);
    whereFilter(this.#knex, query, options.filter);
    const columns = by.map(dimension => DIMENSION_COLUMN[dimension]);
    query.groupBy(columns).count({ count: '*' });
    for (const [i, column] of columns.entries()) {
      query.select(this.#knex.ref(column).as(`key${i}`));
    }
    const rows: Array<Record<string, string | number>> = await query;
    const groups = rows.map(row => ({
      key: Object.fromEntries(
        by.map((dimension, i) => [dimension, String(row[`key${i}`])]),
      ),
      count: Number(row.count),
    }));
    const textOf = (group: (typeof groups)[number]) =>
      by.map(dimension => group.key[dimension]).join('\0');
    groups.sort(
      (a, b) => b.count - a.count || (textOf(a) < textOf(b) ? -1 : 1),
    );
    return {
      groups,
      totalResources: groups.reduce((sum, group) => sum + group.count, 0),
    };
  }

  async countByStatus(options: {
    clusters: string[];
    scope: ResourceScope;
  }): Promise<Map<string, Record<Status, number>>> {
    const none = () =>
      Object.fromEntries(STATUSES.map(status => [status, 0])) as Record<
        Status,
        number
      >;
    const counts = new Map(options.clusters.map(name => [name, none()]));
    const rows: Array<{
      cluster: string;
      status: Status;
      count: number | string;
    }> = await this.#rows(options.scope)
      .whereIn('r.cluster', options.clusters)
      .groupBy('r.cluster', 'r.status')
      .select('r.cluster', 'r.status')
      .count({ count: '*' });
    for (const { cluster, status, count } of rows) {
      counts.get(cluster)![status] = Number(count);
    }
    return counts;
  }

  /** The rows that a scope leaves, joined with their clusters. */
  #rows(scope: ResourceScope): Knex.QueryBuilder {
    const query = this.#knex('resources as r')
      .join('clusters as c', 'c.name', 'r.cluster')
      .leftJoin('cluster_health as h', 'h.cluster', 'r.cluster');
    whereInScope(query, scope, (inner, condition) =>
      whereResourceCondition(this.#knex, inner, condition),
    );
    return query;
  }

  static #withoutClusterLabels(this: void, row: ResourceRow): FluxResource {
    const { clusterLabels, ...resource } = toResource(row);
    return resource;
  }
}
