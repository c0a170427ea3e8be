import type { Knex } from 'knex';
import type { Claim } from '../../clusters/Claim';
import { isPostgres } from '../../database/isPostgres';
import { KEY, VALUES, type DatabaseRow, type KeyRow } from './columns';

/*
 * Lists go to the database as one JSON value: the statement is the same for any number of rows, so that it is parsed and
 * planned alike, and SQLite's bound on variables is not met. The right to write is checked in the statement that writes:
 * a replica that is stopped in between cannot go on later with what it checked before.
 */

const VALUE_COLUMNS = Object.keys(VALUES) as Array<keyof typeof VALUES>;
const COLUMNS = [...KEY, ...VALUE_COLUMNS];
const CONFLICT = `on conflict (${KEY.join(
  ', ',
)}) do update set ${VALUE_COLUMNS.map(
  column => `${column} = excluded.${column}`,
).join(', ')}`;

const sameKey = (a: string, b: string) =>
  KEY.map(column => `${a}.${column} = ${b}.${column}`).join(' and ');

const jsonKeys = (names: readonly KeyRow[]) =>
  JSON.stringify(names.map(name => KEY.map(column => name[column])));

/** The keys of a JSON value `?` as a table, on either database. */
function keysFrom(knex: Knex): string {
  const columns = KEY.map((column, i) => `value->>${i} as ${column}`);
  return isPostgres(knex)
    ? `(select ${columns.join(', ')} from json_array_elements(?::json))`
    : `(select ${columns.join(', ')} from json_each(?))`;
}

/**
 * The claims of a JSON value `?` that hold still, as a table of clusters. On PostgreSQL they cannot change hands before the
 * statement has ended.
 */
function heldFrom(knex: Knex): string {
  const condition =
    'c.cluster = t.cluster and c.replica = t.replica and c.fence = t.fence';
  return isPostgres(knex)
    ? `select c.cluster from cluster_claims c join json_to_recordset(?::json)
         as t(cluster text, replica text, fence bigint) on ${condition}
       order by c.cluster for share of c`
    : `select c.cluster from cluster_claims c join (
         select value->>'cluster' as cluster, value->>'replica' as replica, value->>'fence' as fence from json_each(?)
       ) t on ${condition}`;
}

async function rowsOf<T>(knex: Knex, query: Knex.Raw): Promise<T[]> {
  const answer = await query;
  return isPostgres(knex) ? answer.rows : answer;
}

/** Selects columns of the rows that have one of the names. */
export function selectNamed<T>(
  knex: Knex,
  names: readonly KeyRow[],
  columns: readonly string[],
): Promise<T[]> {
  return rowsOf(
    knex,
    knex.raw(
      `select ${columns.map(column => `r.${column}`).join(', ')}
       from ${keysFrom(knex)} n join resources r on ${sameKey('r', 'n')}`,
      [jsonKeys(names)],
    ),
  );
}

/** Which of the claims hold still; on PostgreSQL they go on to hold until the transaction ends. */
export async function selectHeld(
  knex: Knex,
  claims: readonly Claim[],
): Promise<Set<string>> {
  const rows = await rowsOf<{ cluster: string }>(
    knex,
    knex.raw(heldFrom(knex), [JSON.stringify(claims)]),
  );
  return new Set(rows.map(({ cluster }) => cluster));
}

/** What a statement changed, and for which clusters it was allowed to. */
export interface Outcome {
  held: Set<string>;
  /** The cluster of each row that was deleted. */
  deleted: string[];
  /** The cluster of each row that was written. */
  written: string[];
}

/** Writes and deletes rows of clusters whose claims hold: in one statement on PostgreSQL, in a transaction on SQLite. */
export function writeRows(
  knex: Knex,
  batch: {
    claims: readonly Claim[];
    upserts: readonly DatabaseRow[];
    deletes: readonly KeyRow[];
  },
): Promise<Outcome> {
  return isPostgres(knex)
    ? writeOnPostgres(knex, batch)
    : knex.transaction(trx => writeOnSqlite(trx, batch));
}

async function writeOnPostgres(
  knex: Knex,
  batch: Parameters<typeof writeRows>[1],
): Promise<Outcome> {
  const { claims, upserts, deletes } = batch;
  const types = [
    ...KEY.map(column => `${column} text`),
    ...VALUE_COLUMNS.map(column => `${column} ${VALUES[column]}`),
  ];
  const rows = await rowsOf<{ what: string; cluster: string }>(
    knex,
    knex.raw(
      `with held as materialized (${heldFrom(knex)}),
       deleted as (
         delete from resources r using ${keysFrom(knex)} n, held
         where ${sameKey('r', 'n')} and r.cluster = held.cluster
         returning r.cluster
       ),
       written as (
         insert into resources (${COLUMNS.join(', ')})
         select ${COLUMNS.map(column => `t.${column}`).join(', ')}
         from json_to_recordset(?::json) as t(${types.join(', ')})
         join held on held.cluster = t.cluster
         ${CONFLICT} returning cluster
       )
       select 'held' as what, cluster from held
       union all select 'deleted', cluster from deleted
       union all select 'written', cluster from written`,
      [
        JSON.stringify(claims),
        jsonKeys(deletes),
        // Labels are JSON already: as text they would be a string in it.
        `[${upserts
          .map(({ labels, ...row }) => {
            const text = JSON.stringify(row);
            return `${text.slice(0, -1)},"labels":${labels}}`;
          })
          .join(',')}]`,
      ],
    ),
  );
  const clusters = (what: string) =>
    rows.filter(row => row.what === what).map(({ cluster }) => cluster);
  return {
    held: new Set(clusters('held')),
    deleted: clusters('deleted'),
    written: clusters('written'),
  };
}

async function writeOnSqlite(
  trx: Knex,
  batch: Parameters<typeof writeRows>[1],
): Promise<Outcome> {
  const held = await selectHeld(trx, batch.claims);
  const deletes = batch.deletes.filter(({ cluster }) => held.has(cluster));
  const upserts = batch.upserts.filter(({ cluster }) => held.has(cluster));
  const deleted: Array<{ cluster: string }> =
    deletes.length === 0
      ? []
      : await trx.raw(
          `delete from resources where (${KEY.join(', ')}) in ${keysFrom(trx)}
           returning cluster`,
          [jsonKeys(deletes)],
        );
  if (upserts.length > 0) {
    await trx.raw(
      `insert into resources (${COLUMNS.join(', ')})
       select ${COLUMNS.map((_, i) => `value->>${i}`).join(', ')}
       from json_each(?) where true ${CONFLICT}`,
      [JSON.stringify(upserts.map(row => COLUMNS.map(column => row[column])))],
    );
  }
  return {
    held,
    deleted: deleted.map(({ cluster }) => cluster),
    written: upserts.map(({ cluster }) => cluster),
  };
}

/** Deletes the rows of a kind on a cluster that are not among the names, if the claim holds; answers how many. */
export async function deleteOthers(
  knex: Knex,
  options: {
    claim: Claim;
    group: string;
    kind: string;
    keep: ReadonlyArray<{ namespace: string; name: string }>;
  },
): Promise<number> {
  const { claim, group, kind, keep } = options;
  const each = isPostgres(knex)
    ? 'json_array_elements(?::json)'
    : 'json_each(?)';
  const rows = await rowsOf<unknown>(
    knex,
    knex.raw(
      `with held as ${isPostgres(knex) ? 'materialized ' : ''}(${heldFrom(
        knex,
      )}),
       kept as (select value->>0 as namespace, value->>1 as name from ${each})
       delete from resources
       where cluster in (select cluster from held) and api_group = ? and kind = ?
         and (namespace, name) not in (select namespace, name from kept)
       returning 1`,
      [
        JSON.stringify([claim]),
        JSON.stringify(keep.map(({ namespace, name }) => [namespace, name])),
        group,
        kind,
      ],
    ),
  );
  return rows.length;
}
