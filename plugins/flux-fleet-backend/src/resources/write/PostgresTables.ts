import type { Knex } from 'knex';
import { KEY, VALUES, type DatabaseRow, type KeyRow } from './columns';
import {
  PREVIOUS,
  type IndexTables,
  type Outcome,
  type PreviousDatabaseRow,
} from './IndexTables';

/*
 * Lists go to the database as one JSON value: the statement is the same for any number of rows, so it is prepared once and
 * planned alike. Everything that a batch does is one statement: nothing can come in between, not even a pause of ours.
 */

const VALUE_COLUMNS = Object.keys(VALUES) as Array<keyof typeof VALUES>;
const COLUMNS = [...KEY, ...VALUE_COLUMNS];
const KEY_TYPES = KEY.map(column => `${column} text`);
const ROW_TYPES = [
  ...KEY_TYPES,
  ...VALUE_COLUMNS.map(column => `${column} ${VALUES[column]}`),
];

const sameKey = (a: string, b: string) =>
  KEY.map(column => `${a}.${column} = ${b}.${column}`).join(' and ');

/** The claims of `?` that hold: they cannot change hands before the statement has ended. */
const HELD = `
  select c.cluster from cluster_claims c
  join json_to_recordset(?::json) as t(cluster text, replica text, fence bigint)
    on c.cluster = t.cluster and c.replica = t.replica and c.fence = t.fence
  order by c.cluster for share of c`;

/**
 * A column of the rows named by `?`, found by the primary key one by one. A plain join would be planned without knowing how many
 * names there are, and at times as a scan of the whole table.
 */
const named = (columns: string, names: string) => `
  select ${columns} from json_to_recordset(?::json) as n(${names})
  cross join lateral (
    select r.ctid, r.* from resources r where ${sameKey('r', 'n')} limit 1
  ) r`;

const SELECT_PREVIOUS = named(
  ['n.position', ...PREVIOUS.map(column => `r.${column}`)].join(', '),
  ['position int', ...KEY_TYPES].join(', '),
);

const DELETE = `
  delete from resources where ctid = any(array(
    ${named('r.ctid', KEY_TYPES.join(', '))}
  )) and cluster in (select cluster from held)
  returning cluster`;

const UPSERT = `
  insert into resources (${COLUMNS.join(', ')})
  select ${COLUMNS.map(column => `t.${column}`).join(', ')}
  from json_to_recordset(?::json) as t(${ROW_TYPES.join(', ')})
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
      from json_to_recordset(?::json) as k(namespace text, name text)
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
    const positioned = names.map((name, position) => ({
      position,
      ...keyOf(name),
    }));
    const { rows } = await this.#knex.raw(SELECT_PREVIOUS, [
      JSON.stringify(positioned),
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
      JSON.stringify(claims),
      ...(parts.deletes ? [JSON.stringify(deletes.map(keyOf))] : []),
      ...(parts.upserts ? [rowsOf(upserts)] : []),
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
      JSON.stringify([claim]),
      group,
      kind,
      JSON.stringify(keep.map(({ namespace, name }) => ({ namespace, name }))),
    ]);
    return rowCount;
  }
}

function keyOf(row: KeyRow): KeyRow {
  const { cluster, api_group, kind, namespace, name } = row;
  return { cluster, api_group, kind, namespace, name };
}

/** Rows as one JSON value. Labels are JSON already: as text they would be a string in it. */
function rowsOf(upserts: readonly DatabaseRow[]): string {
  const rows = upserts.map(({ labels, ...row }) => {
    const text = JSON.stringify(row);
    return `${text.slice(0, -1)},"labels":${labels}}`;
  });
  return `[${rows.join(',')}]`;
}
