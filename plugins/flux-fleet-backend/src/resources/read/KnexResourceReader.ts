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
import { indexFor } from './indexFor';
import { planForMemory } from './planForMemory';
import { readsTexts } from './readsTexts';
import { selectPage } from './selectPage';
import { sortOrder } from './sortOrder';
import { whereFilter } from './whereFilter';
import { whereInScope } from '../../database/whereInScope';
import { whereResourceCondition } from './whereResourceCondition';

/** How many names one query asks for. */
const NAMES_PER_QUERY = 200;

/** What resources are grouped by for a dimension. Environments are put together from their clusters. */
const DIMENSION_COLUMN: Record<SummaryDimension, string> = {
  cluster: 'r.cluster',
  environment: 'r.cluster',
  kind: 'r.kind',
  namespace: 'r.namespace',
  status: 'r.urgency',
  version: 'r.short_revision',
};

interface CountedRow {
  count: number | string;
  cluster: string;
  kind: string;
  namespace: string;
  urgency: number;
  short_revision: string;
}

function dimensionOf(
  dimension: SummaryDimension,
  row: CountedRow,
  environments: Map<string, string>,
): string {
  switch (dimension) {
    case 'environment':
      return environments.get(row.cluster) ?? '';
    case 'status':
      return STATUSES[row.urgency];
    case 'version':
      return row.short_revision;
    default:
      return row[dimension];
  }
}

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
    const order = sortOrder(sort);
    const { columns } = order;
    const after =
      options.cursor === undefined
        ? undefined
        : decodeCursor(options.cursor, {
            sort,
            template: columns.map(column =>
              column === 'r.urgency' ? 'number' : 'string',
            ),
          }).key;
    const { rows, total } = await planForMemory(this.#knex, knex =>
      selectPage(knex, {
        matching: () => this.#matching(knex, filter, scope),
        order,
        after,
        limit: limit + 1,
        isCostly: readsTexts(filter, scope),
      }),
    );
    const items = rows.slice(0, limit);
    const last = items.at(-1);
    const valueOf = (row: ResourceRow, column: string) =>
      row[column.slice(2) as keyof ResourceRow] as string | number;
    return {
      items: items.map(KnexResourceReader.#withoutClusterLabels),
      totalItems: total,
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
    const { filter, scope } = options;
    const by = [...new Set(options.by)];
    const columns = [...new Set(by.map(one => DIMENSION_COLUMN[one]))];
    const rows = await planForMemory(
      this.#knex,
      async (knex): Promise<CountedRow[]> =>
        this.#matching(knex, filter, scope)
          .groupBy(columns)
          .count({ count: '*' })
          .select(columns),
    );
    const environments = by.includes('environment')
      ? await this.#environments()
      : new Map<string, string>();
    const counts = new Map<string, Summary['groups'][number]>();
    for (const row of rows) {
      const key = Object.fromEntries(
        by.map(one => [one, dimensionOf(one, row, environments)]),
      );
      const text = JSON.stringify(by.map(one => key[one]));
      const group = counts.get(text) ?? { key, count: 0 };
      group.count += Number(row.count);
      counts.set(text, group);
    }
    const groups = [...counts.values()];
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
    const rows = await planForMemory(
      this.#knex,
      async (knex): Promise<CountedRow[]> =>
        this.#matching(knex, {}, options.scope)
          .whereIn('r.cluster', options.clusters)
          .groupBy('r.cluster', 'r.urgency')
          .select('r.cluster', 'r.urgency')
          .count({ count: '*' }),
    );
    for (const { cluster, urgency, count } of rows) {
      counts.get(cluster)![STATUSES[urgency]] = Number(count);
    }
    return counts;
  }

  /** The rows that a filter and a scope leave; nothing is selected yet. */
  #matching(
    knex: Knex,
    filter: ResourceFilter,
    scope: ResourceScope,
  ): Knex.QueryBuilder {
    const query = knex.from(
      indexFor(knex, readsTexts(filter, scope) ? 'texts' : 'reading'),
    );
    whereFilter(this.#knex, query, filter);
    this.#leaveInScope(query, scope);
    return query;
  }

  /** The rows that a scope leaves, joined with their clusters. */
  #rows(scope: ResourceScope): Knex.QueryBuilder {
    const query = this.#knex('resources as r')
      .join('clusters as c', 'c.name', 'r.cluster')
      .leftJoin('cluster_health as h', 'h.cluster', 'r.cluster');
    this.#leaveInScope(query, scope);
    return query;
  }

  #leaveInScope(query: Knex.QueryBuilder, scope: ResourceScope): void {
    whereInScope(query, scope, (inner, condition) =>
      whereResourceCondition(this.#knex, inner, condition),
    );
  }

  /** The environment of each cluster, by name. */
  async #environments(): Promise<Map<string, string>> {
    const rows: Array<{ name: string; environment: string }> = await this.#knex(
      'clusters',
    ).select('name', 'environment');
    return new Map(rows.map(row => [row.name, row.environment]));
  }

  static #withoutClusterLabels(this: void, row: ResourceRow): FluxResource {
    const { clusterLabels, ...resource } = toResource(row);
    return resource;
  }
}
