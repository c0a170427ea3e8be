import type { Knex } from 'knex';
import { KEY, VALUES, type KeyRow } from './columns';
import {
  PREVIOUS,
  type IndexTables,
  type Outcome,
  type PreviousDatabaseRow,
} from './IndexTables';

/*
 * Lists go to the database as one array for each column: the statement is the same for any number of rows, so it is planned
 * alike, and arrays are read several times as fast as JSON. Everything that a batch does is one statement: nothing can come
 * in between, not even a pause of ours.
 */

const VALUE_COLUMNS = Object.keys(VALUES) as Array<keyof typeof VALUES>;
const COLUMNS = [...KEY, ...VALUE_COLUMNS];

const CLAIM = ['cluster', 'replica', 'fence'] as const;
const SPECIAL = /["\\]/;

const sameKey = (a: string, b: string) =>
  KEY.map(column => `${a}.${column} = ${b}.${column}`).join(' and ');

/** The columns of `?` arrays as a table. */
const table = (types: readonly string[], alias: string) =>
  `unnest(${types.map(type => `?::${type}[]`).join(', ')}) as ${alias}`;

/** The claims of `?` that hold: they cannot change hands before the statement has ended. */
const HELD = `
  select c.cluster from cluster_claims c
  join ${table(['text', 'text', 'bigint'], 't(cluster, replica, fence)')}
    on c.cluster = t.cluster and c.replica = t.replica and c.fence = t.fence
  order by c.cluster for share of c`;

const KEYS = table(
  KEY.map(() => 'text'),
  `n(${KEY.join(', ')})`,
);

/**
 * Finds the rows of given keys by the primary key one by one. A plain join would be planned without knowing how many keys
 * there are, and at times as a scan of the whole table.
 */
const lookUp = (columns: string) => `
  cross join lateral (
    select ${columns} from resources r where ${sameKey('r', 'n')} limit 1
  ) r`;

const SELECT_PREVIOUS = `
  select n.position, r.*
  from ${table(
    [...KEY.map(() => 'text'), 'int'],
    `n(${KEY.join(', ')}, position)`,
  )} ${lookUp(PREVIOUS.map(column => `r.${column}`).join(', '))}`;

const DELETE = `
  delete from resources where ctid = any(array(
    select r.ctid from ${KEYS} ${lookUp('r.ctid')}
  )) and cluster in (select cluster from held)
  returning cluster`;

const UPSERT = `
  insert into resources (${COLUMNS.join(', ')})
  select t.* from ${table(
    [...KEY.map(() => 'text'), ...VALUE_COLUMNS.map(column => VALUES[column])],
    `t(${COLUMNS.join(', ')})`,
  )}
  where t.cluster in (select cluster from held)
  on conflict (${KEY.join(', ')}) do update set ${VALUE_COLUMNS.map(
  column => `${column} = excluded.${column}`,
).join(', ')}
  returning cluster`;

/** What is not to be done is left out: most batches delete nothing. */
const write = (parts: { deletes: boolean; upserts: boolean }) => `
  with held as materialized (${HELD})
  ${parts.deletes ? `, deleted as (${DELETE})` : ''}
  ${parts.upserts ? `, written as (${UPSERT})` : ''}
  select 'held' as what, cluster, 1 as count from held
  ${
    parts.deletes
      ? `union all select 'deleted', cluster, count(*) from deleted group by cluster`
      : ''
  }
  ${
    parts.upserts
      ? `union all select 'written', cluster, count(*) from written group by cluster`
      : ''
  }`;

const DELETE_OTHERS = `
  with held as materialized (${HELD})
  delete from resources
  where cluster in (select cluster from held) and api_group = ? and kind = ?
    and (namespace, name) not in (
      select namespace, name
      from ${table(['text', 'text'], 'k(namespace, name)')}
    )
  returning 1`;

/** The index on PostgreSQL. */
export class PostgresTables implements IndexTables {
  readonly #knex: Knex;

  static create(knex: Knex): PostgresTables {
    return new PostgresTables(knex);
  }

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  async previous(
    names: readonly KeyRow[],
  ): Promise<Array<PreviousDatabaseRow | undefined>> {
    const found = new Array<PreviousDatabaseRow | undefined>(names.length);
    const { rows } = await this.#knex.raw(SELECT_PREVIOUS, [
      ...arraysOf(names, KEY),
      arrayOf(names.map((_, position) => position)),
    ]);
    for (const { position, ...row } of rows) found[position] = row;
    return found;
  }

  async write({
    claims,
    upserts,
    deletes,
  }: Parameters<IndexTables['write']>[0]): Promise<Outcome> {
    const parts = { deletes: deletes.length > 0, upserts: upserts.length > 0 };
    const { rows } = await this.#knex.raw(write(parts), [
      ...arraysOf(claims, CLAIM),
      ...(parts.deletes ? arraysOf(deletes, KEY) : []),
      ...(parts.upserts ? arraysOf(upserts, COLUMNS) : []),
    ]);
    const clusters = (what: string): string[] =>
      rows.flatMap((row: { what: string; cluster: string; count: string }) =>
        row.what === what ? new Array(Number(row.count)).fill(row.cluster) : [],
      );
    return {
      held: new Set(clusters('held')),
      deleted: clusters('deleted'),
      written: clusters('written'),
    };
  }

  async deleteOthers({
    claim,
    group,
    kind,
    keep,
  }: Parameters<IndexTables['deleteOthers']>[0]): Promise<number> {
    const { rowCount } = await this.#knex.raw(DELETE_OTHERS, [
      ...arraysOf([claim], CLAIM),
      group,
      kind,
      ...arraysOf(keep, ['namespace', 'name']),
    ]);
    return rowCount;
  }
}

type Value = string | number | boolean | null;

/** An array for each of the columns, as {@link arrayOf} writes it. */
function arraysOf<K extends string>(
  rows: ReadonlyArray<Record<K, Value>>,
  columns: readonly K[],
): string[] {
  return columns.map(column => arrayOf(rows.map(row => row[column])));
}

/** An array as PostgreSQL reads it (https://www.postgresql.org/docs/current/arrays.html#ARRAYS-IO). */
function arrayOf(values: readonly Value[]): string {
  return `{${values.map(elementOf).join(',')}}`;
}

function elementOf(value: Value): string {
  if (typeof value !== 'string') return value === null ? 'NULL' : String(value);
  return `"${
    SPECIAL.test(value) ? value.replaceAll(/["\\]/g, '\\$&') : value
  }"`;
}
