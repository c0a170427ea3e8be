import type { Knex } from 'knex';
import { RESOURCE_ROW_COLUMNS, type ResourceRow } from './resourceRow';
import { PRIMARY_KEY, type SortOrder } from './sortOrder';

/** What a page is cut out of. */
export interface PageOptions {
  /** Makes a query of the matching rows; `r` is the table of resources, and nothing is selected yet. */
  matching: () => Knex.QueryBuilder;
  order: SortOrder;
  /** The key of the row after which the page begins. */
  after: ReadonlyArray<string | number> | undefined;
  limit: number;
  /** Whether finding the matches is what costs: then they are looked for once, not twice. */
  isCostly: boolean;
}

const nameOf = (column: string) => column.slice(column.indexOf('.') + 1);

/**
 * Reads the rows of a page, and counts all that match. The page is found by columns that an index holds alone
 * (migration 20261121160000): whole rows are read of those that are shown, and of no others.
 */
export async function selectPage(
  knex: Knex,
  options: PageOptions,
): Promise<{ rows: ResourceRow[]; total: number }> {
  const { matching, isCostly } = options;
  if (isCostly) {
    // The count is there even when the page is empty.
    const source =
      '(select count(*) as total from matching) t left join page p on 1 = 1';
    const found: Array<ResourceRow & { total: number | string }> =
      await withPage(knex, options, source).select('t.total');
    return {
      rows: found.filter(({ name }) => name !== null),
      total: Number(found[0].total),
    };
  }
  const rows: ResourceRow[] = await withPage(knex, options, 'page p');
  const [{ total }] = await matching().count({ total: '*' });
  return { rows, total: Number(total) };
}

/** The rows of the page, and what their clusters add; `source` is what comes from the page `p`. */
function withPage(
  knex: Knex,
  options: PageOptions,
  source: string,
): Knex.QueryBuilder {
  const { matching, order, after, limit, isCostly } = options;
  const { columns, direction } = order;
  const selected = matching().select([
    ...new Set([...PRIMARY_KEY, ...columns]),
  ]);
  if (columns.includes('c.environment')) {
    selected.join('clusters as c', 'c.name', 'r.cluster');
  }
  const ordered = (query: Knex.QueryBuilder, prefix: string) =>
    query.orderBy(
      columns.map(column => ({
        column: prefix + nameOf(column),
        order: direction,
      })),
    );
  const page = knex('matching').select('*').limit(limit);
  ordered(page, '');
  if (after !== undefined) {
    const names = columns.map(() => '??').join(', ');
    const values = columns.map(() => '?').join(', ');
    page.whereRaw(`(${names}) ${direction === 'asc' ? '>' : '<'} (${values})`, [
      ...columns.map(nameOf),
      ...after,
    ]);
  }
  const query = isCostly
    ? knex.withMaterialized('matching', selected)
    : knex.withNotMaterialized('matching', selected);
  query
    .with('page', page)
    .from(knex.raw(source))
    .leftJoin('resources as r', join =>
      PRIMARY_KEY.forEach(column => join.on(column, `p.${nameOf(column)}`)),
    )
    .leftJoin('clusters as c', 'c.name', 'r.cluster')
    .leftJoin('cluster_health as h', 'h.cluster', 'r.cluster')
    .select(RESOURCE_ROW_COLUMNS);
  return ordered(query, 'p.');
}
